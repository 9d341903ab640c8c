"""The drawings of the house, as paths on a grid of 24, drawn with one stroke."""

from __future__ import annotations


ICONS: dict[str, str] = {
    "next": '<path d="m9 5 7 7-7 7"/>',
    "back": '<path d="m15 5-7 7 7 7"/>',
    "tick": '<path d="m4.5 12.5 5 5 10-11"/>',
    "paper": '<path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"/>',
    "print": '<path d="M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z"/>',
    "lock": (
        '<rect x="5" y="11" width="14" height="9" rx="1.5"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>'
    ),
    "bell": '<path d="M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4 21c.6-5 3.6-7 8-7s7.4 2 8 7"/>',
    "card": (
        '<rect x="3" y="5" width="18" height="14" rx="2"/><circle cx="8.5" cy="11" r="2"/>'
        '<path d="M5.5 16c.6-1.5 1.7-2 3-2s2.4.5 3 2M14.5 10h4M14.5 14h3"/>'
    ),
    "birth": (
        '<circle cx="12" cy="9" r="5"/>'
        '<path d="M10 9h.01M14 9h.01M10.5 11.500c.8.8 2.2.8 3 0M5 21c.5-4 3-6 7-6s6.5 2 7 6"/>'
    ),
    "marriage": (
        '<circle cx="8.5" cy="14" r="5.5"/><circle cx="15.5" cy="14" r="5.5"/>'
        '<path d="m7 5 1.5 2L10 5"/>'
    ),
    "home": '<path d="M3 11 12 4l9 7M5.5 9.500V20h13V9.500M10 20v-6h4v6"/>',
    "shop": (
        '<path d="M4 10v10h16V10M3 10l2-6h14l2 6c0 1.7-1.3 3-3 3s-3-1.3-3-3c0 1.7-1.3 3-3 3'
        's-3-1.3-3-3c0 1.7-1.3 3-3 3s-3-1.3-3-3z"/>'
    ),
    "care": (
        '<path d="M12 20s-7.5-4.6-7.5-10A4.2 4.2 0 0 1 12 7.5 4.2 4.2 0 0 1 19.5 10'
        'c0 5.4-7.5 10-7.5 10z"/>'
    ),
    "death": (
        '<path d="M12 20c-5 0-8-3-9-7 3 0 5 1 6.5 3M12 20c5 0 8-3 9-7-3 0-5 1-6.5 3'
        'M12 20c-3-3-4-9 0-15 4 6 3 12 0 15z"/>'
    ),
    "school": '<path d="m2 9 10-5 10 5-10 5zM6 11.500V17c3.5 2.7 8.5 2.7 12 0v-5.500M22 9v6"/>',
    "stamp": '<path d="M9 12c1-2 0-3 0-5a3 3 0 0 1 6 0c0 2-1 3 0 5h4v5H5v-5zM5 21h14"/>',
    "land": '<path d="m3 6 6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14"/>',
    "other": '<path d="M5 5h6v6H5zM13 5h6v6h-6zM5 13h6v6H5zM13 13h6v6h-6z"/>',
}
