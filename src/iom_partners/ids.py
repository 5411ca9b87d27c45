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
#: The 228 organizations.
OrganizationId = Literal[
    "abu-dhabi-dialogue", "aceh-barat-district-health-office", "act-alliance", "acte", "aig",
    "aig-disaster-relief-fund", "alianza-americas", "almaty-process", "americares", "arcp", "ayala-foundation",
    "budapest-process", "carcafe", "carrefour", "carrefour-colombia", "cencosud",
    "center-for-womens-global-leadership", "chevron", "chevron-asia-pacific-ep", "civil-society-organizations",
    "cmc", "colombo-process", "dow-chemical", "dow-chemical-foundation", "dow-inc", "eca", "ece", "eclac", "ecosoc",
    "ed-f-man", "empresas-de-narino", "escap", "escwa", "etv", "european-commission", "fao",
    "fresh-eye-productions", "fundacion-bbva-bancomer", "galnaftogas", "ganhri", "gbta", "gcm-champion-countries",
    "gecpd", "gfmd", "gfmd-business-mechanism", "gfmd-civil-society-mechanism", "gfmd-friends-of-the-forum",
    "gfmd-mayors-mechanism", "gfmd-secretariat", "gfmd-steering-group", "gfmd-support-unit", "gfmd-troika",
    "gfmd-youth-stakeholder-network", "global-commission-on-international-migration", "gmg",
    "gmg-principals-meeting", "gmg-working-level-meeting", "government-of-canada", "government-of-honduras",
    "government-of-italy", "government-of-mauritius", "government-of-the-netherlands", "grupos-beta",
    "hosken-consolidated-investments", "icmc", "igc", "ilo", "instituto-nacional-de-migracion",
    "international-detention-coalition", "international-organisation-of-employers", "international-social-service",
    "iom", "iom-angola", "iom-budapest", "iom-colombia", "iom-council", "iom-indonesia", "iom-mexico",
    "iom-pakistan", "iom-serbia", "iom-south-africa", "iom-ukraine", "italian-ministry-of-interior",
    "italian-red-cross", "khartoum-process", "king-baudouin-foundation", "league-of-arab-states",
    "maple-leaf-foods", "mayors-migration-council", "mediago-holding", "midsa", "migrant-forum-in-asia",
    "migration-mptf", "migration-mptf-steering-committee", "migration-youth-and-children-platform", "multichoice",
    "national-coffee-growers-federation", "odi", "oecd", "ohchr", "okko", "okko-group", "onassis-foundation",
    "panasonic", "picum", "publicis-groupe", "quaker-united-nations-office", "rabat-process", "rcm",
    "saatchi-saatchi", "saatchi-saatchi-south-africa", "sabc", "sacm", "save-the-children",
    "save-the-children-italy", "standard-chartered-bank", "standard-chartered-plc", "starbucks",
    "state-afghanistan", "state-angola", "state-argentina", "state-australia", "state-azerbaijan",
    "state-bangladesh", "state-belgium", "state-belize", "state-bolivia", "state-botswana", "state-brazil",
    "state-burkina-faso", "state-canada", "state-chile", "state-colombia", "state-costa-rica",
    "state-democratic-republic-of-the-congo", "state-denmark", "state-dominican-republic", "state-ecuador",
    "state-egypt", "state-el-salvador", "state-equatorial-guinea", "state-eritrea", "state-eswatini",
    "state-ethiopia", "state-finland", "state-france", "state-germany", "state-greece", "state-guatemala",
    "state-honduras", "state-hungary", "state-india", "state-indonesia", "state-ireland", "state-italy",
    "state-kazakhstan", "state-kyrgyzstan", "state-madagascar", "state-malawi", "state-mali", "state-mauritius",
    "state-mexico", "state-morocco", "state-mozambique", "state-namibia", "state-nepal", "state-netherlands",
    "state-new-zealand", "state-nicaragua", "state-nigeria", "state-norway", "state-pakistan", "state-panama",
    "state-paraguay", "state-peru", "state-philippines", "state-portugal", "state-senegal", "state-south-africa",
    "state-south-sudan", "state-spain", "state-sri-lanka", "state-sweden", "state-switzerland", "state-tajikistan",
    "state-turkiye", "state-united-arab-emirates", "state-united-kingdom", "state-united-republic-of-tanzania",
    "state-united-states", "state-uruguay", "state-venezuela", "state-zimbabwe", "t-o-m-pictures",
    "tf-capacity-development", "tf-decent-work", "ubs", "un", "un-mptf-global-compact-for-migration",
    "un-network-on-migration", "un-regional-commissions", "un-women", "unctad", "undesa", "undp", "unesco", "unfpa",
    "unhcr", "unicef", "unitar", "united-cities-and-local-governments", "university-of-nairobi",
    "university-of-tokyo", "unnm-core-working-group-2-1", "unnm-core-working-group-2-2", "unnm-executive-committee",
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
#: The 523 sources.
SourceId = Literal[
    "16days-rutgers", "16days-wiki", "7news2024", "a67299", "a68283", "a76642", "abs-cbn-2008", "ac-45",
    "ac-cholera", "ac-enc", "ac-nargis", "ac-wiki", "acte-gbta", "acte-iom", "acte-mn", "acte-site",
    "actualidad-2025", "add-2017", "add-members", "africaeurope-2022", "ahrc3734", "aig-hist", "aig-iom", "aig-wp",
    "almaty-report2013", "ambafrance-2024", "anews-almaty2025", "ap-gibson-1954", "ap-swing-2008", "api-2002",
    "api-chevron", "ares1995", "ares319iv", "ares48141", "atalayar2022", "awo-unwomen", "bmeia-vienna", "bpb-iom",
    "br-mre2025", "brecorder-2011", "budapest-conferences", "budapest-governance", "carcafe-csr", "carlin-1983",
    "carnegie-1998", "ceb-2014-4", "cepei-escwa", "cf-dm", "cf-fresh", "cf-hist", "cf-iom", "cf-nacion", "cf-old",
    "cf-reuters", "cf-rw", "champions-zawya", "chevron-api-2002", "cldr", "cmc-site", "co-crm-csm2018",
    "commission-ge-rabat", "cow-igo3", "cp-2014", "cp-add", "cri-en", "cri-memim", "csm-chile2012", "csm-ix",
    "csm-la-paz2004", "csm-process", "csm-site", "csm-text", "csm-vi", "csm-xv", "csm-xviii", "csr-2011",
    "cvx-elsegundo", "cvx-nargis", "cvx-tk", "cvx-wiki", "dailynewsegypt2025", "dailypakistan2021",
    "data4sdgs-eclac", "denmark-iom", "destinopanama2023", "devdiscourse2024", "deza-2011", "diaspora-2018",
    "diplomacybeyond2024", "diplomatie-ohchr", "dirco-iom", "dow-gravy", "dow-osm", "edfman-it", "edn-cw",
    "edn-dcn", "edn-iom", "edn-pplus", "edn-servimedia", "edn-story", "egypttoday2024", "elheraldo-20250904",
    "elperiodista2022", "emiratesnewswire2021", "emro-unwomen", "emro-unwomen-fr", "escap-history", "etv-owiki",
    "etv-wiki", "euneighbours2024", "eunomad-handbook", "factbook1994", "fanabc-pope-2023", "fao-201707", "fao-gmg",
    "fao-history", "fao-unnm", "fresheye-adfocus", "frus-1951-d83", "frus-1952-d238", "frus-1952-d248",
    "frus-1954-d260", "frus-1954-d263", "frus-d238", "frus-d83", "g20-izmir2015", "ga11820", "gal-2008",
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
    "hipo", "hld-civil-society-2013", "hortidaily-2017", "hoy-rcm2011", "huygens-icem", "icem-fourth-session",
    "icmc-mexico-2009", "igc-2009", "igfm-2022", "iisd-2016", "ilo-2014", "ilo-cpd2014", "indiancommunity2024",
    "internacia", "io-journal-1956", "io-journal-1958", "io-journal-session4", "io-journal-session5",
    "iobio-haveman", "iom-21st-century", "iom-almaty", "iom-almaty2013", "iom-arcp", "iom-arcp-later",
    "iom-arcp2015", "iom-bih-history", "iom-budapest-process", "iom-cmc", "iom-constitution", "iom-council106",
    "iom-council110", "iom-council92", "iom-council94", "iom-council96", "iom-cp-afghanistan",
    "iom-cp-afghanistan-fr", "iom-cp-handover2017", "iom-cp2017", "iom-croatia-pope-2023", "iom-csm11",
    "iom-csm11-news", "iom-csm13", "iom-csm16", "iom-csm17", "iom-csm7", "iom-director-general", "iom-elect2023",
    "iom-election-2018", "iom-election-2023", "iom-exhibition2018", "iom-exhibition2018-fr", "iom-fr-news",
    "iom-gcim", "iom-gfmd-2023", "iom-gmg-london2018", "iom-gmg-overview", "iom-handbook", "iom-history", "iom-igc",
    "iom-igc-later", "iom-iscm2017", "iom-kz2015", "iom-maple-leaf-resumes", "iom-mesoamerica2017", "iom-midsa",
    "iom-midsa-later", "iom-midsa2014", "iom-midsa2017", "iom-midsa2022", "iom-moscow-const", "iom-newsdesk2016",
    "iom-partners-and-friends", "iom-partners-curation", "iom-pretoria-eighties", "iom-pretoria-fifties",
    "iom-puebla", "iom-rcm13", "iom-rcm15", "iom-rcm24", "iom-sacm", "iom-sj-cmc", "iom-southafrica-2016",
    "iom-un2016", "iom-zimbabwe-cholera", "irin-2003", "iso-3166", "iss-2020", "kbf-monarchie", "kbf-springer",
    "khaleej2021", "khartoum-about", "khartoum-addis2016", "khartoum-addis2017", "khartoum-asmara2019",
    "khartoum-berlin2023", "khartoum-governance", "khartoum-hague2020", "khartoum-kampala2022",
    "khartoum-pledge-de", "kz-enbek2014", "lagazzetta-rcm2014", "lankamission-2016", "lantern-iom", "lei-code",
    "lequotidien-2024", "mainstreaming-site", "mayors-history", "mayors-newsletter-2022", "mb-pnp", "mc-harmony",
    "mc-lampedusa", "mc-mapleleaf", "mc2210", "mena2025", "mfasia-2019", "migrationnewsbd-2019", "mlf-2024",
    "mlf-cp", "mlf-hist", "mlf-iom", "mlf-iom-hn", "mlf-iom-weblog", "mmc-gfmd", "mog-biz", "mog-iom", "mog-iomza",
    "mohre2021", "mptf-factsheet-2017", "mptf-first-six", "mptf-fund", "mptf-launch", "mptf-newsbharati",
    "mptf-signing", "mri-2008", "mx-beta", "mx-book", "mx-docslib", "naijanews2025", "nansen-2012", "newsdrum2024",
    "nfp-unodc", "ngo-migration-2011", "ngo-migration-2012", "nl-treaty-iom", "northafricapost2022",
    "noyan-tapan-2013", "nsi", "ohchr-2010", "ohchr-gmg", "okko-2014", "okko-2018", "okko-2024", "okko-interfax",
    "okko-iom", "okko-iomnews", "okko-offices", "okko-ojsc", "openei-eclac", "opensanctions-igo",
    "order-of-malta-escap", "ots-almaty2023", "pa-mire2023", "pana-2008", "pana-phys", "pana-smg",
    "panasonic-grant-2013", "people-rcm2012", "portugal-mfa-2018", "portugalnews-2018", "praesidium-caritas",
    "praesidium-rw", "praesidium-stc", "praesidium-unhcr", "purcell-cv", "purcell-iom-2024", "pycountry",
    "qid-code", "rabat-about", "rabat-belgium2017", "rabat-burkina2018", "rabat-declaration2006",
    "rabat-france2019", "rabat-guinea2020", "rabat-malabo2021", "rabat-morocco2023", "rabat-nigeria2025",
    "rabat-overview", "rabat-portugal2024", "rabat-som2024", "rabat-som2025", "rabat-spain2021",
    "radiomigrantes2017", "rcgm-2014", "rcgm-2014-11", "rcm-about", "rcm-home", "rcm-iv", "rcm-ppt-belize",
    "rcm-ppt-guatemala", "rcm-ppt-panama", "rcm-v", "rcm-vi", "rcm-vii", "rcm-viii", "rcm-xix", "rcm-xxi",
    "rec1-1997", "reliefweb-unnm2019", "rgeo", "ror-records", "rostrocaribe-2025", "saatchi-40", "saatchi-abs",
    "saatchi-ad", "saatchi-award", "saatchi-un", "saatchi-wiki", "saatchi-za", "sabc-es", "sabc-piglix",
    "sanasezim2018", "sanpedrosun2024", "sbux-jvl", "sbux-me", "scb-aim25", "scb-wiki", "scdp-2012",
    "sdg-iisd-handbook2017", "sdg-iisd-network2018", "sea-museum-icem", "segib-rcm2018", "sela-csm2022",
    "sela-csm2024", "sem-igc", "sertv-rcm2018", "sgsm19400", "simn-csm2023", "sp500", "state-cable-1976",
    "stc-brit", "stc-infolist", "stc-it", "stc-sapere", "supraverden", "sviv-2013", "swiss-2009", "swiss-2010",
    "swiss-2011", "swissinfo-igc2024", "szazadok-2018", "tdi-add2021", "tdi-rcm2021", "theorganiser-2018",
    "tht-2018", "togopress2016", "trend-almaty2025", "trp-iom", "trp-lastrada", "truman-icem", "turkey-mfa-2014",
    "ubs-brit", "ubs-ls", "ugent-odccp", "un-archives-desa", "undesa-2007", "undesa-2011", "undg-2016", "undp-2010",
    "unesco-2010", "unesco-2011", "unesco-2011-fr", "unesco-201112", "unesco-201204", "unesco-2013", "unesco-ge",
    "unesco-statement2010", "unfpa-history", "unhcr-almaty-governance", "unhcr-almaty2015", "unhcr-gmig2005",
    "unhcr-statute", "unicef-2011", "unicef-history", "unicef-lac-2010", "unicef-milestones", "unitar-2013",
    "unitar-board2009", "unitar-mayoral-2018", "unitar-news2009", "unnews-2010", "unnm-about", "unnm-accra-2023",
    "unnm-annual-2019", "unnm-briefing-201912", "unnm-briefing-202003", "unnm-briefing-202010",
    "unnm-briefing-202103", "unnm-briefing-202106", "unnm-excom", "unnm-fund-launch", "unnm-newsletter-2022",
    "unnm-workplan", "unnm-workplan-draft", "unodc-2012", "unodc-un70", "unog-2011", "unov-unodc",
    "unsceb-ceb-hld2006", "unsceb-eclac", "unsceb-gmg", "unsceb-unfpa", "unsystem-unesco", "unu-2015", "unu-201707",
    "unu-gcm2017", "unu-history2012", "unu-join2014", "unu-news2017", "unu-press2017", "unwomen-2016",
    "unwomen-begins2011", "unwomen-report2016", "uon-hist", "uon-lib", "uy-crm-csm2018", "vallarta-rcm2014",
    "visahq2026", "visionclave2024", "vn-drama", "vn-news", "volcafe-landbote", "volcafe-pwc", "von2026",
    "voz-rcm2021", "wam-202006", "wam-20210127", "webphilippines-2008", "wp-desa", "wp-escap", "wp-escwa",
    "wp-unhcr-princeton", "yonip-2008",
]
#: The 4 works.
WorkId = Literal[
    "inviting-myself-to-hope", "man-on-ground", "public-policies-benefiting-migrants", "sactap-tv-advertisement",
]

#: How a caller names a body, and an agent: by an id of the curated data, any other text, or a record.
BodyRef = OrganizationId | str | Agent
AgentRef = OrganizationId | PersonId | str | Agent
