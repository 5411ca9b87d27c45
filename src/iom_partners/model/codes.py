"""Codes and identifiers: their form and, if they have any, their check digits."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["COUNTRIES", "CURRENCIES", "OTHER_COUNTRIES", "fault_of_identifier"]

#: ISO 3166-1 alpha-2, officially assigned.
COUNTRIES = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA
    CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA
    GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP
    KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS
    MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS
    RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW
    TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """.split()  # noqa: SIM905 # As a list, it would be hundreds of lines.
)

#: For countries that no longer exist (ISO 3166-3), the two letters that they had, unless another country has them
#: now, and the four that they have; and XK, which users assign to Kosovo.
OTHER_COUNTRIES = frozenset(
    """
    XK AN BU CS CT DD DY FQ FX HV JT MI NH NQ NT PC PU PZ RH SU TP VD WK YD YU ZR
    AIDJ ANHH BQAQ BUMM BYAA CSHH CSXX CTKI DDDE DYBJ FQHH FXFR GEHH HVBF JTUM MIUM NHVU NQAQ NTHH PCHH PUUM PZPA RHZW
    SKIN SUHH TPTL VDVN WKUM YDYE YUCS ZRCD
    """.split()  # noqa: SIM905 # As a list, it would be hundreds of lines.
)

#: ISO 4217, the currencies in use, those that the euro replaced, and others of the last decades.
CURRENCIES = frozenset(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP
    CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF
    IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD
    MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB
    RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD
    UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG ATS BEF DEM ESP FIM FRF GRD IEP ITL LUF NLG PTE
    CYP EEK HRK LTL LVL MTL SIT SKK ANG XCG AFA ALK AON AOR ARA ARP AZM BGL BRC BRN BRR BYB BYR CSD CSK CUC DDM ECS GHC
    GWP MGF MRO MXP MZM PEI PLZ ROL RUR SDD SDP SLL SRG STD SUR TJR TMM TPE TRL UAK UGS UYP VEB VEF YDD YUD YUM YUN ZMK
    ZRN ZRZ ZWD ZWL
    """.split()  # noqa: SIM905 # As a list, it would be hundreds of lines.
)

_ROR_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"


def _mod_97(text: str) -> bool:
    """Check ISO 7064 MOD 97-10, with letters counted as two digits."""
    return int("".join(str(int(mark, 36)) for mark in text)) % 97 == 1


def _is_lei(text: str) -> bool:
    return len(text) == 20 and text.isascii() and text.isalnum() and text.isupper() and _mod_97(text)


def _is_isni(text: str) -> bool:
    """Check ISO 7064 MOD 11-2 over 16 digits, of which the last may be X."""
    if (
        len(text) != 16
        or not text[:15].isdecimal()
        or not text.isascii()
        or not (text[15].isdecimal() or text[15] == "X")
    ):
        return False
    total = 0
    for mark in text[:15]:
        total = (total + int(mark)) * 2
    rest = (12 - total % 11) % 11
    return text[15] == ("X" if rest == 10 else str(rest))


def _is_ror(text: str) -> bool:
    """Check a zero, six digits of Crockford's base 32, and two decimal check digits."""
    if (
        len(text) != 9
        or text[0] != "0"
        or not text[7:].isdecimal()
        or any(mark not in _ROR_DIGITS for mark in text[1:7])
    ):
        return False
    number = 0
    for mark in text[:7]:
        number = number * 32 + _ROR_DIGITS.index(mark)
    return int(text[7:]) == 98 - number * 100 % 97


def _is_isbn(text: str) -> bool:
    digits = text.replace("-", "")
    if len(digits) != 13 or not digits.isdecimal() or not digits.isascii():
        return False
    return sum(int(mark) * (3 if index % 2 else 1) for index, mark in enumerate(digits)) % 10 == 0


def _is_isin(text: str) -> bool:
    """Check two letters, nine characters and a check digit by Luhn's rule, with letters counted as two digits."""
    if len(text) != 12 or not text.isascii() or not text.isalnum() or not text[:2].isalpha() or not text.isupper():
        return False
    digits = "".join(str(int(mark, 36)) for mark in text)[::-1]
    return sum(sum(divmod(int(mark) * (2 if index % 2 else 1), 10)) for index, mark in enumerate(digits)) % 10 == 0


def _is_wikidata(text: str) -> bool:
    return text[:1] == "Q" and text[1:].isdecimal() and text.isascii() and text[1] != "0"


def _is_digits(text: str) -> bool:
    return text.isdecimal() and text.isascii()


_FORMS: dict[str, tuple[Callable[[str], bool], str]] = {
    "lei": (_is_lei, "20 capitals and digits with valid check digits (ISO 17442)"),
    "isni": (_is_isni, "16 digits with a valid check digit (ISO 27729)"),
    "ror": (_is_ror, "9 characters with valid check digits"),
    "isbn": (_is_isbn, "13 digits with a valid check digit"),
    "isin": (_is_isin, "12 characters with a valid check digit (ISO 6166)"),
    "wikidata": (_is_wikidata, "Q and digits"),
    "cik": (_is_digits, "digits"),
    "crossref-funder": (_is_digits, "digits"),
    "geonames": (_is_digits, "digits"),
}


def fault_of_identifier(scheme: str, value: str) -> str:
    """Return what is wrong with an identifier; an empty text if nothing is, or if the scheme is unknown.

    >>> fault_of_identifier("lei", "ODVCVCQG2BP6VHV36M30")
    ''
    >>> fault_of_identifier("ror", "02am44w89")
    "'02am44w89' is not a valid ror: 9 characters with valid check digits"
    """
    is_right, form = _FORMS.get(scheme, (bool, "any text"))
    return "" if is_right(value) else f"{value[:80]!r} is not a valid {scheme}: {form}"
