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
#: The 157 organizations.
OrganizationId = Literal[
    "aceh-barat-district-health-office", "act-alliance", "acte", "aig", "aig-disaster-relief-fund",
    "alianza-americas", "americares", "ayala-foundation", "carcafe", "carrefour", "carrefour-colombia", "cencosud",
    "center-for-womens-global-leadership", "chevron", "chevron-asia-pacific-ep", "civil-society-organizations",
    "dow-chemical", "dow-chemical-foundation", "dow-inc", "eca", "ece", "eclac", "ecosoc", "ed-f-man",
    "empresas-de-narino", "escap", "escwa", "etv", "european-commission", "fao", "fresh-eye-productions",
    "fundacion-bbva-bancomer", "galnaftogas", "ganhri", "gbta", "gcm-champion-countries", "gecpd", "gfmd",
    "gfmd-business-mechanism", "gfmd-civil-society-mechanism", "gfmd-friends-of-the-forum", "gfmd-mayors-mechanism",
    "gfmd-secretariat", "gfmd-steering-group", "gfmd-support-unit", "gfmd-troika", "gfmd-youth-stakeholder-network",
    "global-commission-on-international-migration", "gmg", "gmg-principals-meeting", "gmg-working-level-meeting",
    "government-of-canada", "government-of-honduras", "government-of-italy", "government-of-mauritius",
    "government-of-the-netherlands", "grupos-beta", "hosken-consolidated-investments", "icmc", "ilo",
    "instituto-nacional-de-migracion", "international-detention-coalition",
    "international-organisation-of-employers", "international-social-service", "iom", "iom-angola", "iom-budapest",
    "iom-colombia", "iom-council", "iom-indonesia", "iom-mexico", "iom-pakistan", "iom-serbia", "iom-south-africa",
    "iom-ukraine", "italian-ministry-of-interior", "italian-red-cross", "king-baudouin-foundation",
    "maple-leaf-foods", "mayors-migration-council", "mediago-holding", "migrant-forum-in-asia", "migration-mptf",
    "migration-mptf-steering-committee", "migration-youth-and-children-platform", "multichoice",
    "national-coffee-growers-federation", "odi", "oecd", "ohchr", "okko", "okko-group", "onassis-foundation",
    "panasonic", "picum", "publicis-groupe", "quaker-united-nations-office", "saatchi-saatchi",
    "saatchi-saatchi-south-africa", "sabc", "save-the-children", "save-the-children-italy",
    "standard-chartered-bank", "standard-chartered-plc", "starbucks", "state-bangladesh", "state-belgium",
    "state-colombia", "state-ecuador", "state-el-salvador", "state-france", "state-germany", "state-greece",
    "state-mauritius", "state-mexico", "state-morocco", "state-philippines", "state-senegal", "state-sweden",
    "state-switzerland", "state-turkiye", "state-united-arab-emirates", "t-o-m-pictures", "tf-capacity-development",
    "tf-decent-work", "ubs", "un", "un-mptf-global-compact-for-migration", "un-network-on-migration",
    "un-regional-commissions", "un-women", "unctad", "undesa", "undp", "unesco", "unfpa", "unhcr", "unicef",
    "unitar", "united-cities-and-local-governments", "university-of-nairobi", "university-of-tokyo",
    "unnm-core-working-group-2-1", "unnm-core-working-group-2-2", "unnm-executive-committee",
    "unnm-wg-alternatives-to-detention", "unodc", "unu", "usaid", "volcafe", "wfp", "wg-data-research",
    "wg-human-rights-gender", "wg-mainstreaming", "who", "world-bank", "world-economic-forum",
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
#: The 374 sources.
SourceId = Literal[
    "16days-rutgers", "16days-wiki", "a67299", "a68283", "a76642", "abs-cbn-2008", "ac-45", "ac-cholera", "ac-enc",
    "ac-nargis", "ac-wiki", "acte-gbta", "acte-iom", "acte-mn", "acte-site", "actualidad-2025", "africaeurope-2022",
    "ahrc3734", "aig-hist", "aig-iom", "aig-wp", "ambafrance-2024", "ap-swing-2008", "api-2002", "api-chevron",
    "ares1995", "ares319iv", "ares48141", "awo-unwomen", "bmeia-vienna", "bpb-iom", "brecorder-2011", "carcafe-csr",
    "carlin-1983", "carnegie-1998", "ceb-2014-4", "cepei-escwa", "cf-dm", "cf-hist", "cf-iom", "cf-nacion",
    "cf-old", "cf-reuters", "cf-rw", "champions-zawya", "chevron-api-2002", "cldr", "cow-igo3", "cri-en",
    "cri-memim", "csr-2011", "cvx-elsegundo", "cvx-nargis", "cvx-tk", "cvx-wiki", "data4sdgs-eclac", "denmark-iom",
    "deza-2011", "diaspora-2018", "diplomatie-ohchr", "dirco-iom", "dow-gravy", "dow-osm", "edfman-it", "edn-cw",
    "edn-dcn", "edn-iom", "edn-pplus", "edn-servimedia", "edn-story", "elheraldo-20250904", "emro-unwomen",
    "emro-unwomen-fr", "escap-history", "etv-owiki", "etv-wiki", "eunomad-handbook", "factbook1994",
    "fanabc-pope-2023", "fao-201707", "fao-gmg", "fao-history", "fao-unnm", "fresheye-adfocus", "frus-1951-d83",
    "frus-1952-d238", "frus-1952-d248", "frus-1954-d260", "frus-1954-d263", "g20-izmir2015", "ga11820", "gal-2008",
    "gecpd-galkayo", "gecpd-profile", "gecpd-sw", "geonames", "gfmd-belgium2007", "gfmd-berlin2017",
    "gfmd-business", "gfmd-business-2016", "gfmd-chair", "gfmd-civil-society-page", "gfmd-colombia-202402",
    "gfmd-colombia-202409", "gfmd-dhaka-note", "gfmd-ecuador-2018", "gfmd-ecuador-201902", "gfmd-ecuador-201909",
    "gfmd-framework", "gfmd-greece2009", "gfmd-greece2009-preview", "gfmd-home-2015", "gfmd-izmir2015",
    "gfmd-launch-2017", "gfmd-marrakesh2018", "gfmd-mauritius-info", "gfmd-mauritius2012", "gfmd-mayors",
    "gfmd-mexico2010", "gfmd-philippines2008", "gfmd-quito2020", "gfmd-secretariat", "gfmd-sweden-2014",
    "gfmd-sweden-info", "gfmd-switzerland2011", "gfmd-troika", "gfmd-troika-2017", "gfmd-turkey-first",
    "gfmd-turkey-second", "gfmd-uae-2020", "gfmd-youth", "gfmd2010-blog", "gfmdcs-202007", "gfmdcs-202212",
    "gfmdcs-2024", "gfmdcs-history", "gfmdcs-start-2022", "gmg-decentwork-tor2016", "gmg-foreword-2008",
    "gmg-members-site", "gmg-statement2010", "gmg-symposium2011", "gmg-wg-data", "gna-pope-2023", "gulftoday-2020",
    "hipo", "hld-civil-society-2013", "hortidaily-2017", "huygens-icem", "icmc-mexico-2009", "igfm-2022",
    "iisd-2016", "ilo-2014", "ilo-cpd2014", "internacia", "io-journal-1958", "io-journal-session4",
    "io-journal-session5", "iobio-haveman", "iom-21st-century", "iom-bih-history", "iom-constitution",
    "iom-council106", "iom-council110", "iom-council92", "iom-council94", "iom-council96", "iom-director-general",
    "iom-election-2018", "iom-election-2023", "iom-exhibition2018", "iom-exhibition2018-fr", "iom-fr-news",
    "iom-gcim", "iom-gfmd-2023", "iom-gmg-london2018", "iom-gmg-overview", "iom-handbook", "iom-history",
    "iom-maple-leaf-resumes", "iom-moscow-const", "iom-newsdesk2016", "iom-partners-and-friends",
    "iom-partners-curation", "iom-pretoria-eighties", "iom-pretoria-fifties", "iom-southafrica-2016", "iom-un2016",
    "iom-zimbabwe-cholera", "irin-2003", "iso-3166", "iss-2020", "kbf-monarchie", "kbf-springer", "lantern-iom",
    "lei-code", "lequotidien-2024", "mainstreaming-site", "mayors-history", "mayors-newsletter-2022", "mb-pnp",
    "mc-harmony", "mc-lampedusa", "mc-mapleleaf", "mc2210", "mfasia-2019", "migrationnewsbd-2019", "mlf-2024",
    "mlf-cp", "mlf-hist", "mlf-iom", "mlf-iom-hn", "mlf-iom-weblog", "mmc-gfmd", "mog-biz", "mog-iom", "mog-iomza",
    "mptf-factsheet-2017", "mptf-first-six", "mptf-fund", "mptf-launch", "mptf-newsbharati", "mptf-signing",
    "mri-2008", "mx-beta", "mx-book", "mx-docslib", "nansen-2012", "nfp-unodc", "ngo-migration-2011",
    "ngo-migration-2012", "nl-treaty-iom", "noyan-tapan-2013", "nsi", "ohchr-2010", "ohchr-gmg", "okko-2014",
    "okko-2018", "okko-2024", "okko-interfax", "okko-iom", "okko-iomnews", "okko-offices", "okko-ojsc",
    "openei-eclac", "opensanctions-igo", "order-of-malta-escap", "pana-2008", "pana-phys", "pana-smg",
    "panasonic-grant-2013", "portugal-mfa-2018", "portugalnews-2018", "praesidium-caritas", "praesidium-rw",
    "praesidium-stc", "praesidium-unhcr", "purcell-cv", "purcell-iom-2024", "pycountry", "qid-code", "rec1-1997",
    "reliefweb-unnm2019", "rgeo", "ror-records", "rostrocaribe-2025", "saatchi-40", "saatchi-abs", "saatchi-ad",
    "saatchi-award", "saatchi-un", "saatchi-wiki", "saatchi-za", "sabc-es", "sabc-piglix", "sbux-jvl", "sbux-me",
    "scb-aim25", "scb-wiki", "scdp-2012", "sdg-iisd-handbook2017", "sdg-iisd-network2018", "sea-museum-icem",
    "sgsm19400", "sp500", "state-cable-1976", "stc-brit", "stc-infolist", "stc-it", "stc-sapere", "supraverden",
    "sviv-2013", "swiss-2009", "swiss-2010", "swiss-2011", "szazadok-2018", "trp-iom", "trp-lastrada",
    "truman-icem", "turkey-mfa-2014", "ubs-brit", "ubs-ls", "ugent-odccp", "un-archives-desa", "undesa-2007",
    "undesa-2011", "undg-2016", "undp-2010", "unesco-2010", "unesco-2011", "unesco-2011-fr", "unesco-201112",
    "unesco-201204", "unesco-2013", "unesco-ge", "unesco-statement2010", "unfpa-history", "unhcr-gmig2005",
    "unhcr-statute", "unicef-2011", "unicef-history", "unicef-lac-2010", "unicef-milestones", "unitar-2013",
    "unitar-board2009", "unitar-mayoral-2018", "unitar-news2009", "unnews-2010", "unnm-about", "unnm-accra-2023",
    "unnm-annual-2019", "unnm-briefing-201912", "unnm-briefing-202003", "unnm-briefing-202010",
    "unnm-briefing-202103", "unnm-briefing-202106", "unnm-excom", "unnm-fund-launch", "unnm-newsletter-2022",
    "unnm-workplan", "unnm-workplan-draft", "unodc-2012", "unodc-un70", "unog-2011", "unov-unodc",
    "unsceb-ceb-hld2006", "unsceb-eclac", "unsceb-gmg", "unsceb-unfpa", "unsystem-unesco", "unu-2015", "unu-201707",
    "unu-gcm2017", "unu-history2012", "unu-join2014", "unu-news2017", "unu-press2017", "unwomen-2016",
    "unwomen-begins2011", "unwomen-report2016", "uon-hist", "uon-lib", "vn-drama", "vn-news", "volcafe-landbote",
    "volcafe-pwc", "wam-202006", "wam-20210127", "webphilippines-2008", "wp-desa", "wp-escap", "wp-escwa",
    "wp-unhcr-princeton", "yonip-2008",
]
#: The 4 works.
WorkId = Literal[
    "inviting-myself-to-hope", "man-on-ground", "public-policies-benefiting-migrants", "sactap-tv-advertisement",
]

#: How a caller names a body, and an agent: by an id of the curated data, any other text, or a record.
BodyRef = OrganizationId | str | Agent
AgentRef = OrganizationId | PersonId | str | Agent
