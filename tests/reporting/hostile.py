"""What a model may write to take over the page that shows it. Every payload that runs marks the page `data-taken`."""

MARK = "document.documentElement.dataset.taken=1"
PAYLOADS = (
    f"<script>{MARK}</script>",
    f"</script><script>{MARK}</script>",
    f'</blockquote></article><img src=x onerror="{MARK}">',
    f'" onmouseover="{MARK}" autofocus onfocus="{MARK}" x="',
    f"' autofocus onfocus='{MARK}' x='",
    f'<svg onload="{MARK}"><script>{MARK}</script></svg>',
    f"<svg><use href=\"data:image/svg+xml,<svg onload='{MARK}'/>\"/></svg>",
    "<style>@import 'https://evil.example/x.css'; body{display:none}</style>",
    f'<iframe srcdoc="<script>parent.{MARK}</script>"></iframe>',
    f'<meta http-equiv=refresh content="0;url=javascript:{MARK}">',
    '<base href="https://evil.example/"><link rel=stylesheet href=x.css>',
    f"--></style></title></select></textarea><script>{MARK}</script>",
    f"[click](javascript:{MARK}) ![x](https://evil.example/x.png)",
    "{{ 7 * 7 }} {% raw %} ${7*7} <%= 7*7 %>",
    "\u202eevas si siht\u202c \u2066\u200b\ufeff\x00\x1b[31m",
    "half a pair: \ud800",
    "&lt;script&gt; &amp;amp; <![CDATA[ ]]> <!-- ",
)
EVERYTHING = "\n".join(PAYLOADS)
WRITABLE = EVERYTHING.replace("\ud800", "")
"""All of it that is Unicode text, as judgements demand."""
