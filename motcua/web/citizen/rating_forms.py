"""What an applicant fills in: a face, three questions, free words."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from motcua.surveys.rules import FACES, LONGEST_COMMENT, QUESTIONS, Answer, Voice


CHOOSE: Final = "Chọn một trong năm mức hài lòng"
MOUTHS: Final = {
    5: "M7.5 13.500c1 4 8 4 9 0z",
    4: "M8 14.500c1 2 7 2 8 0",
    3: "M8.500 15.500h7",
    2: "M8 16.500c1-2 7-2 8 0",
    1: "M7.500 17.500c1-4 8-4 9 0",
}


class RatingForm(forms.Form):
    overall = forms.TypedChoiceField(
        label="Ông/bà có hài lòng không?",
        choices=[(str(value), words) for value, words in FACES.items()],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    voice = forms.TypedChoiceField(
        label="Ông/bà trả lời với tư cách",
        choices=[(voice.value, voice.label) for voice in Voice],
        coerce=Voice,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn người dân hoặc doanh nghiệp"},
    )
    comment = forms.CharField(
        label="Góp ý thêm",
        required=False,
        strip=False,
        help_text="Đừng ghi họ tên, số điện thoại. Phản ánh cần trả lời thì gọi tổng đài.",
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_COMMENT}),
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["comment"].validators = []  # the rule words what it can't keep
        for question in QUESTIONS:
            self.fields[question.key] = forms.TypedChoiceField(
                label=question.text,
                required=False,
                choices=[(str(points), words) for points, words in question.points],
                coerce=int,
                empty_value=None,
                widget=forms.RadioSelect,
            )
        self.order_fields(["overall", *(question.key for question in QUESTIONS)])

    @property
    def faces(self) -> list[tuple[int, str, str, bool]]:
        """Value, words, the line of the mouth, whether it is chosen."""
        chosen = str(self["overall"].value() or "")
        return [(v, words, MOUTHS[v], str(v) == chosen) for v, words in FACES.items()]

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[question.key] for question in QUESTIONS]

    def answer(self) -> Answer:
        given = self.cleaned_data
        return Answer(
            overall=given["overall"],
            voice=given["voice"],
            attitude=given["attitude"],
            time=given["time"],
            guidance=given["guidance"],
            comment=given["comment"],
        )


class DigitsForm(forms.Form):
    digits = forms.CharField(
        label="4 số cuối của số căn cước hoặc số điện thoại",
        help_text="Số đã ghi trong hồ sơ. Chúng tôi hỏi để người lạ không đánh giá thay ông/bà.",
        max_length=4,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": "Ghi 4 số cuối",
            "max_length": "Chỉ ghi 4 số cuối",
        },
    )
