"""What people paste, scanners send and attackers try, each with its name."""

import unicodedata


SCRIPT = "<script>alert(7)</script>"
STRANGE = {
    "accents in two characters": unicodedata.normalize("NFD", "Nguyễn Thị Hồng Đượm"),
    "every tone": "ằắặẳẵ ỘỒỔỖ Đđ Ưư Ơơ",
    "an old bold letter": "𝐍𝐠𝐮𝐲𝐞𝐧",
    "a Nôm letter of plane 2": "𡗶 𠊛",
    "a letter of plane 3": "𰻞",
    "a private letter": "a\ue000b",
    "a letter of plane 16": "a\U0010fffdb",
    "no letter at all": "a\uffffb",
    "marks on marks": "a" + "\u0301" * 60,
    "a family of emoji": "👨‍👩‍👧‍👦 🇻🇳 ❤️",
    "right to left": "שלום العربية",
    "right to left by force": "214\u202e/2026\u202c",
    "isolated by force": "a\u2066b\u2069",
    "letters that are not seen": "a\u200b\u200c\u200d\u2060\ufeffb",
    "a hyphen that may be": "hộ\u00adtịch",
    "NUL": "a\x00b",
    "bell and escape": "a\x07\x1b[31mb",
    "C1 controls": "a\x85\x9bb",
    "line and paragraph ends": "a\u2028b\u2029c",
    "lines and tabs": "a\r\nb\tc",
    "half a surrogate pair": "a\ud800b",
    "spaces only": "   ",
    "wide spaces only": "\u3000\u00a0\u2003",
    "nothing": "",
    "sql": "'; DROP TABLE dossiers_dossier; --",
    "sql for search": "%' OR 1=1 _ \\",
    "html": f'"><img src=x onerror=alert(7)>{SCRIPT}',
    "templates": "{{ settings.SECRET_KEY }} {% debug %} ${7*7} #{7*7}",
    "formats": "{0.__class__} {name} %s %(a)s %n",
    "a path": "../../../../etc/passwd\\..\\",
    "a long word": "khaisinh" * 40,
    "very long": "Hồ sơ đăng ký khai sinh. " * 500,
    "a megabyte": "ố" * 350_000,
    "a number": "-1",
    "a large number": "9" * 40,
    "digits of other scripts": "١٢٣ ４５６ ²",
    "true": "true",
    "json": '{"a": [1, null]}',
}
# The same, a few to a box: for the many forms.
MIXED = {
    "letters of every kind": " ".join(text for text in list(STRANGE.values())[:8]),
    "letters that move or hide": "שלום a\u200b\u2060\u00ad 👨‍👩‍👧‍👦 a\u0301\u0301",
    "code of every kind": f"\"><{SCRIPT} {{{{ 7|add:7 }}}} {{0.x}} %s '; DROP TABLE x; -- ../..\\",
    **{
        name: STRANGE[name]
        for name in (
            "right to left by force",
            "NUL",
            "C1 controls",
            "half a surrogate pair",
            "wide spaces only",
            "nothing",
            "very long",
            "a large number",
            "digits of other scripts",
        )
    },
}
