"""The ids of the curated data, as types: what editors offer inside the quotation marks of a call.

Every question takes any other text too, for a name may be written in many ways and data may be anyone's. Type your own
variables and functions with these where only an id of the curated data is right: a misspelt one is then found by the
type checker. Written by ``tests/make_ids.py`` from the data; for type checkers only, nothing loads it at run time.

>>> from typing import get_args
>>> "gmg" in get_args(OrganizationId)
True
"""

from typing import Literal

from .model.agents import Agent

__all__ = ["AgentRef", "BodyRef", "OrganizationId", "PersonId", "PlaceId", "ProjectId", "SourceId", "WorkId"]

# fmt: off
#: The 188 organizations.
OrganizationId = Literal[
    "abu-dhabi-dialogue", "aceh-barat-district-health-office", "acte", "aig", "aig-disaster-relief-fund",
    "almaty-process", "americares", "arcp", "budapest-process", "carcafe", "carrefour", "carrefour-colombia",
    "cencosud", "center-for-womens-global-leadership", "chevron", "chevron-asia-pacific-ep",
    "civil-society-organizations", "cmc", "colombo-process", "dow-chemical", "dow-chemical-foundation", "dow-inc",
    "eca", "ece", "eclac", "ecosoc", "ed-f-man", "empresas-de-narino", "escap", "escwa", "etv",
    "european-commission", "fao", "fresh-eye-productions", "galnaftogas", "gbta", "gecpd", "gfmd",
    "global-commission-on-international-migration", "gmg", "gmg-principals-meeting", "gmg-working-level-meeting",
    "government-of-canada", "government-of-honduras", "government-of-italy", "government-of-mauritius",
    "government-of-the-netherlands", "grupos-beta", "hosken-consolidated-investments", "igc", "ilo",
    "instituto-nacional-de-migracion", "iom", "iom-angola", "iom-budapest", "iom-colombia", "iom-council",
    "iom-indonesia", "iom-mexico", "iom-pakistan", "iom-serbia", "iom-south-africa", "iom-ukraine",
    "italian-ministry-of-interior", "italian-red-cross", "khartoum-process", "king-baudouin-foundation",
    "league-of-arab-states", "maple-leaf-foods", "mediago-holding", "midsa", "multichoice",
    "national-coffee-growers-federation", "ohchr", "okko", "okko-group", "panasonic", "publicis-groupe",
    "rabat-process", "rcm", "saatchi-saatchi", "saatchi-saatchi-south-africa", "sabc", "sacm", "save-the-children",
    "save-the-children-italy", "standard-chartered-bank", "standard-chartered-plc", "starbucks",
    "state-afghanistan", "state-angola", "state-argentina", "state-australia", "state-azerbaijan",
    "state-bangladesh", "state-belgium", "state-belize", "state-bolivia", "state-botswana", "state-brazil",
    "state-burkina-faso", "state-canada", "state-chile", "state-colombia", "state-costa-rica",
    "state-democratic-republic-of-the-congo", "state-denmark", "state-dominican-republic", "state-ecuador",
    "state-egypt", "state-el-salvador", "state-equatorial-guinea", "state-eritrea", "state-eswatini",
    "state-ethiopia", "state-finland", "state-france", "state-germany", "state-guatemala", "state-honduras",
    "state-hungary", "state-india", "state-indonesia", "state-ireland", "state-italy", "state-kazakhstan",
    "state-kyrgyzstan", "state-madagascar", "state-malawi", "state-mali", "state-mexico", "state-morocco",
    "state-mozambique", "state-namibia", "state-nepal", "state-netherlands", "state-new-zealand", "state-nicaragua",
    "state-nigeria", "state-norway", "state-pakistan", "state-panama", "state-paraguay", "state-peru",
    "state-philippines", "state-portugal", "state-south-africa", "state-spain", "state-sri-lanka", "state-sweden",
    "state-switzerland", "state-tajikistan", "state-turkiye", "state-united-arab-emirates", "state-united-kingdom",
    "state-united-republic-of-tanzania", "state-united-states", "state-uruguay", "state-venezuela",
    "state-zimbabwe", "t-o-m-pictures", "tf-capacity-development", "tf-decent-work", "ubs", "un",
    "un-network-on-migration", "un-regional-commissions", "un-women", "unctad", "undesa", "undp", "unesco", "unfpa",
    "unhcr", "unicef", "unitar", "university-of-nairobi", "university-of-tokyo", "unodc", "unu", "usaid", "volcafe",
    "wfp", "wg-data-research", "wg-human-rights-gender", "wg-mainstreaming", "who", "world-bank",
]
#: The 12 people.
PersonId = Literal[
    "amy-pope", "antonio-vitorino", "bastiaan-haveman", "brunson-mckinley", "harold-tittmann", "hawa-aden-mohamed",
    "hugh-gibson", "james-carlin", "james-purcell", "jose-angel-oropeza", "marcus-daly", "william-lacy-swing",
]
#: The 93 places.
PlaceId = Literal[
    "accra", "aceh-barat", "addis-ababa", "africa", "alberta", "angola", "asia", "asia-pacific", "athens",
    "banda-aceh", "bangkok", "beirut", "belgium", "berlin", "brussels", "budapest", "canada", "cape-town",
    "colombia", "dhaka", "el-salvador", "europe", "france", "galkayo", "garowe", "geneva", "honduras", "houston",
    "hungary", "indonesia", "irrawaddy-delta", "istanbul", "italy", "izmir", "japan", "johannesburg", "kadoma",
    "kenya", "lampedusa", "latin-america", "london", "lviv", "manila", "manitoba", "marrakech", "mauritius",
    "mediterranean", "mexico", "middle-east", "midland", "mississauga", "myanmar", "nairobi", "narino",
    "netherlands", "new-york", "nias", "pakistan", "paris", "pasto", "puerto-vallarta", "puntland", "quito",
    "riohacha", "rome", "san-ramon", "santiago", "seattle", "serbia", "sicily", "somalia", "south-africa",
    "south-america", "southeast-asia", "southeast-europe", "southern-africa", "southern-italy", "stamford",
    "stockholm", "switzerland", "tokyo", "toronto", "ukraine", "united-kingdom", "united-states", "valle-del-cauca",
    "vienna", "viet-nam", "washington-dc", "western-ukraine", "winterthur", "zimbabwe", "zurich",
]
#: The 39 projects.
ProjectId = Literal[
    "16-days-of-activism", "aceh-barat-health-2005", "american-international-group-pakistan-preparedness",
    "angola-community-revitalization-programme", "angola-partnership-initiative", "banda-aceh-health-support",
    "canada-tfwp", "cultural-diversity-workshops-south-africa", "dow-nias-housing-2005",
    "dow-pakistan-schools-2007", "environmental-health-somalia", "galkayo-gbv-awareness",
    "galnaftogas-information-campaign", "iom-budapest-counter-trafficking", "iom-myanmar-nargis-response",
    "iom-somalia-drought-response", "maple-leaf-labour-migration", "myanmar-mobile-clinics-2008",
    "narino-coffee-families-programme", "narino-coffee-second-project", "paz-y-vida", "praesidium",
    "praesidium-sicily", "praesidium-southern-regions", "programa-paisano", "provincial-nominee-program", "sactap",
    "solar-lanterns-somalia", "somalia-solar-lantern-study", "stand-up-viet-nam",
    "strengthening-communities-of-diversity-and-peace", "strengthening-communities-western-cape",
    "trp-capacity-building", "trp-initial-project", "tsunami-medical-care", "ubs-indonesia-trafficking-prevention",
    "ubs-nias-care-home", "valle-del-cauca-coffee-project", "zimbabwe-cholera-response",
]
#: The 254 sources.
SourceId = Literal[
    "16days-rutgers", "16days-wiki", "a67299", "a68283", "ac-45", "ac-cholera", "ac-enc", "ac-nargis", "ac-wiki",
    "acte-gbta", "acte-iom", "acte-mn", "acte-site", "ahrc3734", "aig-hist", "aig-iom", "aig-wp", "api-2002",
    "api-chevron", "ares1995", "ares319iv", "ares48141", "awo-unwomen", "bmeia-vienna", "bpb-iom", "carcafe-csr",
    "ceb-2014-4", "cepei-escwa", "cf-dm", "cf-fresh", "cf-hist", "cf-iom", "cf-nacion", "cf-old", "cf-reuters",
    "cf-rw", "chevron-api-2002", "cldr", "cow-igo3", "cri-en", "cri-memim", "csr-2011", "cvx-elsegundo",
    "cvx-nargis", "cvx-tk", "cvx-wiki", "data4sdgs-eclac", "diplomatie-ohchr", "dirco-iom", "dow-gravy", "dow-osm",
    "edfman-it", "edn-cw", "edn-dcn", "edn-iom", "edn-pplus", "edn-servimedia", "edn-story", "emro-unwomen",
    "emro-unwomen-fr", "escap-history", "etv-owiki", "etv-wiki", "eunomad-handbook", "factbook1994", "fao-201707",
    "fao-gmg", "fao-history", "fao-unnm", "fresheye-adfocus", "frus-d238", "frus-d83", "g20-izmir2015", "ga11820",
    "gecpd-galkayo", "gecpd-profile", "gecpd-sw", "geonames", "gfmd-belgium2007", "gfmd-izmir2015",
    "gmg-decentwork-tor2016", "gmg-foreword-2008", "gmg-members-site", "gmg-statement2010", "gmg-symposium2011",
    "gmg-wg-data", "hipo", "hld-civil-society-2013", "hortidaily-2017", "huygens-icem", "icem-fourth-session",
    "iisd-2016", "ilo-2014", "ilo-cpd2014", "internacia", "iom-21st-century", "iom-bih-history", "iom-constitution",
    "iom-council92", "iom-council96", "iom-elect2023", "iom-exhibition2018", "iom-exhibition2018-fr", "iom-fr-news",
    "iom-gcim", "iom-gmg-london2018", "iom-gmg-overview", "iom-handbook", "iom-history", "iom-maple-leaf-resumes",
    "iom-moscow-const", "iom-newsdesk2016", "iom-partners-and-friends", "iom-partners-curation",
    "iom-pretoria-eighties", "iom-pretoria-fifties", "iom-un2016", "iom-zimbabwe-cholera", "iso-3166",
    "kbf-monarchie", "kbf-springer", "lantern-iom", "lei-code", "mainstreaming-site", "mb-pnp", "mc-harmony",
    "mc-lampedusa", "mc-mapleleaf", "mc2210", "mlf-2024", "mlf-cp", "mlf-hist", "mlf-iom", "mlf-iom-hn",
    "mlf-iom-weblog", "mog-biz", "mog-iom", "mog-iomza", "mx-beta", "mx-book", "mx-docslib", "nansen-2012",
    "nfp-unodc", "nl-treaty-iom", "noyan-tapan-2013", "nsi", "ohchr-2010", "ohchr-gmg", "okko-2014", "okko-2018",
    "okko-2024", "okko-interfax", "okko-iom", "okko-iomnews", "okko-offices", "okko-ojsc", "openei-eclac",
    "opensanctions-igo", "order-of-malta-escap", "pana-2008", "pana-phys", "pana-smg", "panasonic-grant-2013",
    "praesidium-caritas", "praesidium-rw", "praesidium-stc", "praesidium-unhcr", "pycountry", "qid-code",
    "rec1-1997", "reliefweb-unnm2019", "rgeo", "ror-records", "saatchi-40", "saatchi-abs", "saatchi-ad",
    "saatchi-award", "saatchi-un", "saatchi-wiki", "saatchi-za", "sabc-es", "sabc-piglix", "sbux-jvl", "sbux-me",
    "scb-aim25", "scb-wiki", "scdp-2012", "sdg-iisd-handbook2017", "sdg-iisd-network2018", "sgsm19400", "sp500",
    "stc-brit", "stc-infolist", "stc-it", "stc-sapere", "supraverden", "trp-iom", "trp-lastrada", "ubs-brit",
    "ubs-ls", "ugent-odccp", "un-archives-desa", "undesa-2007", "undesa-2011", "undg-2016", "undp-2010",
    "unesco-2010", "unesco-2011", "unesco-2011-fr", "unesco-201112", "unesco-201204", "unesco-2013", "unesco-ge",
    "unesco-statement2010", "unfpa-history", "unhcr-gmig2005", "unhcr-statute", "unicef-2011", "unicef-history",
    "unicef-lac-2010", "unicef-milestones", "unitar-2013", "unitar-board2009", "unitar-news2009", "unnews-2010",
    "unnm-about", "unodc-2012", "unodc-un70", "unov-unodc", "unsceb-ceb-hld2006", "unsceb-eclac", "unsceb-gmg",
    "unsceb-unfpa", "unsystem-unesco", "unu-2015", "unu-201707", "unu-gcm2017", "unu-history2012", "unu-join2014",
    "unu-news2017", "unu-press2017", "unwomen-2016", "unwomen-begins2011", "unwomen-report2016", "uon-hist",
    "uon-lib", "uy-crm-csm2018", "vallarta-rcm2014", "visahq2026", "visionclave2024", "vn-drama", "vn-news",
    "volcafe-landbote", "volcafe-pwc", "von2026", "voz-rcm2021", "wp-desa", "wp-escap", "wp-escwa",
    "wp-unhcr-princeton",
]
#: The 4 works.
WorkId = Literal[
    "inviting-myself-to-hope", "man-on-ground", "public-policies-benefiting-migrants", "sactap-tv-advertisement",
]

#: How a caller names a body, and an agent: by an id of the curated data, any other text, or a record.
BodyRef = OrganizationId | str | Agent
AgentRef = OrganizationId | PersonId | str | Agent
