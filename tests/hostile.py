"""Hostile texts: what a name may hold that a page, a terminal or a spreadsheet would take for more than text."""

from __future__ import annotations

from itertools import product

__all__ = ["HOSTILE"]

#: Marks that no eye sees, or that steer what shows them; by code, so that this file itself holds none.
CONTROLS = [chr(code) for code in (*range(32), 127, *range(128, 160))]
UNSEEN = [
    chr(code)
    for code in (
        0xAD, 0x34F, 0x61C, 0x115F, 0x180E, *range(0x200B, 0x2010), *range(0x2028, 0x202F), 0x2060,
        *range(0x2066, 0x206A), 0xFE0F, 0xFEFF, 0xFFF9, 0xFFFB, 0xFDD0, 0xFFFE, 0xFFFF, 0x1D173, 0xE0001, 0xE0041,
        0x10FFFF, 0xD800, 0xDBFF, 0xDC00, 0xDFFF,
    )
]  # fmt: skip

OPENERS = ["", '"', "'", "`", ">", '">', "'>", "]]>", "-->", "</td>", "</table>", "</p></div>", "</title>", "</script>"]
PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    " onmouseover=alert(1) x=",
    "<a href='javascript:alert(1)'>x</a>",
    "<iframe srcdoc='&lt;script&gt;'>",
    "<style>*{color:red}</style>",
    "<!--",
    "<![CDATA[",
    "<?php x ?>",
    "<ScRiPt\n>x</sCrIpT\t>",
]

ESCAPES = [
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\",
    "\x9b2J",
    "a\rb",
    "a\b\b\bb",
    "\x1b[2J\x1b[H",
    "\x0e\x0f",
    "a\x00b",
]
RUNS = ["cmd|' /C calc'!A0", 'HYPERLINK("http://x","y")', "1+1", "SUM(A1:A9)", "A1", "", " ", "2004"]
STARTS = [
    "=",
    "+",
    "-",
    "@",
    "|",
    "%",
    "\t=",
    "\r=",
    "\n=",
    " =",
    "'=",
    "''=",
    "\u3000=",
    "\uff1d",
    "\uff0b",
    "\ufeff=",
]

PLAIN = [
    "&lt;b&gt;", "&amp;amp;", "&#60;script&#62;", "&#x3c;", "&nbsp", "&copy", "&notit;", "&", "&#", "&#0;", "&#xD800;",
    "<", ">", "<<>>", "< script>", "a<b>c", "{{7*7}}", "${7*7}", "%s%n", "%(x)s", "{0.__class__}", "$x^2$", "\\frac",
    "../../etc/passwd", "Robert'); DROP TABLE x;--", "NULL", "null", "None", "nan", "NaN", "inf", "True", "undefined",
    "0", "-0", "1e309", "0x10", "١٢٣", "1,000", "1.0", "007", "-0044", "-0044/..", "../2013", "2004-06-~01", "%2004",
    "a,b", 'a"b', "a\nb", "a\r\nb", "a;b", "a|b", "a\\b", '"', '""', "'", "''", "'quoted'", " lead", "trail ", "a  b",
    "שלום", "مرحبا", "abc שלום def", "日本語", "ｆｕｌｌ", "한국어", "ไทย", "e\u0301", "Z\u0351\u036b\u0343a\u0334",
    "\U0001f600", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1e8\U0001f1ed", "☃", "ß", "İ", "ﬁ", "ÅÅ",
    "x" * 3_000, "<b>" * 500, "\u202e" * 50, "word " * 400,
]  # fmt: skip

HOSTILE = tuple(
    dict.fromkeys(
        [
            *(opener + payload for opener, payload in product(OPENERS, PAYLOADS)),
            *(f"a{mark}b" for mark in (*CONTROLS, *UNSEEN)),
            *ESCAPES,
            *(start + run for start, run in product(STARTS, RUNS)),
            *PLAIN,
        ]
    )
)
