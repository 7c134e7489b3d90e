"""Texts whose letters are no single cells each."""

FAMILY, FLAG, THUMB = "👨‍👩‍👧‍👦", "🇩🇪", "👍🏽"
UGLY = {
    "wide": "公聴会は午後二時に始まります。委員長が開会を宣言しました。" * 3,
    "wide signs": "🎉🎊🗳️ vote 🎉 " * 12,
    "families": f"{FAMILY} " * 20 + FAMILY * 20,
    "flags": f"{FLAG} 🇫🇷🇺🇦 " * 14 + FLAG * 30,
    "skin tones": f"{THUMB} " * 20 + THUMB * 20,
    "keycaps": "1️⃣ 2️⃣ #️⃣ *️⃣ " * 14,
    "variation selectors": "❤️ ❤ ☎️ ☎︎ ▶️ ⚖️ ✔️ ⚠️ " * 8,
    "combining": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘! cafe\u0301 n\u0303o " * 6,
    "right to left": "قالت الرئيسة إن الجلسة مفتوحة. היושבת ראש פתחה את הישיבה. " * 4,
    "turned": "a \u202eturned\u202c b \u2067isolated\u2069 c " * 6,
    "of no width": "a\u200bb\u200cc\u2060d\ufeffe\u00adf " * 20,
    "Hangul of parts": "\u1112\u1161\u11ab\u1100\u1173\u11af " * 20,
    "Indic": "क्षत्रिय న్యాయస్థానం നീതിന്യായം தமிழ் " * 6,
    "Thai": "คณะกรรมการเปิดการประชุมเวลาบ่ายสองโมง " * 4,
    "ambiguous": "§ ± × ÷ ° “quoted” … — ● ○ ★ ☆ ① Ⅷ α я " * 4,
    "one long word": "w" * 2000,
    "long": "The levy was raised twice in a row. " * 56,
    "only joiners": "\u200d\u200d\ufe0f\ufe0f\u0301\u0301",
}  # fmt: skip
