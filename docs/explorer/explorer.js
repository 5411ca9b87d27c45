"use strict";
/* The page: what is asked stands in the address, and every part is drawn from it. */
const explorer = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const find = (id) => document.getElementById(id);
  const KEYS = ["row", "id", "first_day", "last_day", "certainty", "words", "sources"];
  const WHAT = { chairs: "Chair", members: "Members" };
  const state = { body: "", of: "", day: "", who: "", country: "", project: "" };

  const make = (name, parts, ...inner) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(parts || {})) made.setAttribute(key, value);
    made.append(...inner);
    return made;
  };
  const dayOf = (number) => new Date(number * 86400000).toISOString().slice(0, 10);
  const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && dayOf(spellsTimeline.number(text)) === text;
  const bodies = new Map(data.bodies.map((each) => [each.id, each]));
  for (const body of data.bodies) {
    for (const of of ["chairs", "members"]) {
      if (!body[of]) continue;
      body[of] = body[of].map((cells) => {
        const row = Object.fromEntries(KEYS.map((key, place) => [key, cells[place]]));
        row.words = row.words === null ? "" : data.texts[row.words];
        row.sources = row.sources === null ? [] : data.texts[row.sources].split("|");
        return row;
      });
    }
  }

  /* Who holds on a day: certain and possible rows, and the row of those who are not known. */
  function answer(id, of, day) {
    const there = ((bodies.get(id) || {})[of] || []).filter(
      (row) => (!row.first_day || row.first_day <= day) && (!row.last_day || row.last_day >= day));
    const listed = (certainty) => there.filter((row) => row.id && row.certainty === certainty);
    const rest = there.find((row) => !row.id);
    const certain = listed("certain"), possible = listed("possible");
    const verdict = certain.length ? "certain" : possible.length ? "possible" : rest ? "unknown" : "ruled out";
    return { verdict, certain, possible, rest, isComplete: !rest };
  }

  const sourcesOf = (ids) => make("ul", { class: "sources" }, ...ids.map((id) => {
    const [title, url] = data.sources[id] || [id, null];
    return make("li", {}, /^https?:/.test(url || "") ? make("a", { href: url, rel: "noreferrer" }, title) : title);
  }));
  /* Of many, why and who says so is folded. */
  function itemOf(row, mark, isFolded, isOpen) {
    const isMarked = row.id && row.id === state.who;
    const head = [make("strong", {}, row.row), make("span", { class: "mark" }, mark)];
    const proof = [make("div", {}, row.words), row.sources.length ? sourcesOf(row.sources) : ""];
    const inner = isFolded ? [make("details", isOpen || isMarked ? { open: "" } : {}, make("summary", {}, ...head), ...proof)] : [...head, ...proof];
    return make("li", { class: row.certainty, "data-id": row.id || "", ...(isMarked && { "aria-current": "true" }) }, ...inner);
  }

  function sentence(found, what, body) {
    const names = (rows) => rows.map((row) => row.row).join(", ");
    const rest = found.isComplete ? "" : " Others are not ruled out.";
    if (found.certain.length > 5 || found.possible.length > 5) {
      const told = [[found.certain, "certain"], [found.possible, "possible"]].filter(([rows]) => rows.length);
      return `${what} of ${body}: ${told.map(([rows, word]) => `${rows.length} ${word}`).join(", ")}.${rest}`;
    }
    const told = [found.certain.length ? `${names(found.certain)} (certain)` : "",
      found.possible.length ? `perhaps ${names(found.possible)} (possible)` : ""].filter(Boolean).join("; ");
    if (told) return `${what} of ${body}: ${told}.${rest}`;
    return found.isComplete ? `${what} of ${body}: nobody.` : `${what} of ${body}: not known.`;
  }

  /* What is said of the one who was searched for. */
  function sentenceOfMarked(found) {
    const row = bodies.get(state.body)[state.of].find((each) => each.id === state.who);
    if (!row) return "";
    const sure = ["certain", "possible"].find((word) => found[word].some((each) => each.id === state.who));
    return ` ${row.row}: ${sure || (found.isComplete ? "ruled out" : "not known")}.`;
  }

  /* The last day on which rows are certain, else possible; of what has no end, that up to which the data go. */
  function lastDay(rows) {
    const sure = (certainty) => rows.filter((row) => row.id && row.certainty === certainty);
    const ends = (sure("certain").length ? sure("certain") : sure("possible")).map((row) => {
      const until = data.horizon || row.first_day;
      return row.last_day || (row.first_day > until ? row.first_day : until);
    });
    return ends.filter(Boolean).sort().pop() || data.horizon || "2000-01-01";
  }

  function changes() {
    const rows = bodies.get(state.body)[state.of];
    const after = (day) => dayOf(spellsTimeline.number(day) + 1);
    return [...new Set(rows.flatMap((row) => [row.first_day, row.last_day && after(row.last_day)]).filter(Boolean))].sort();
  }

  /* What is spoken: the last of several texts that follow each other quickly. */
  let waiting = 0;
  function say(text) {
    clearTimeout(waiting);
    waiting = setTimeout(() => { find("said").textContent = text; }, 600);
  }
  const counted = (number, word) => `${number || "no"} ${word}${number === 1 ? "" : "s"}`;

  function drawAnswer() {
    const body = bodies.get(state.body), found = answer(state.body, state.of, state.day);
    const told = `${state.day} — ${sentence(found, WHAT[state.of], body.label)}${sentenceOfMarked(found)}`;
    find("verdict").textContent = told;
    document.title = `${WHAT[state.of]} of ${body.label} on ${state.day} — Explorer`;
    const isFolded = found.certain.length + found.possible.length > 5;
    const open = new Set([...find("who").querySelectorAll("details[open]")].map((each) => each.parentElement.dataset.id));
    const item = (row, mark) => itemOf(row, mark, isFolded, open.has(row.id || ""));
    const items = [...found.certain.map((row) => item(row, "certain")),
      ...found.possible.map((row) => item(row, "possible: not in every reading of the dates")),
      ...(found.rest ? [item({ ...found.rest, row: "Others" }, "not ruled out")] : [])];
    items.sort((a, b) => b.hasAttribute("aria-current") - a.hasAttribute("aria-current"));
    find("who").replaceChildren(make("ul", { class: "who" }, ...items));
    spellsTimeline(find("timeline"), body[state.of], { day: state.day, who: state.who, onDay: (day) => set({ day }), label: `${WHAT[state.of]} of ${body.name} over time` });
    return told;
  }

  /* Only what differs changes, so that the focus stays where it is. */
  function drawBody() {
    const body = bodies.get(state.body);
    find("body").value = state.body;
    for (const input of find("of").querySelectorAll("input")) {
      input.checked = input.value === state.of;
      input.parentElement.hidden = !body[input.value];
    }
    const [first, last] = spellsTimeline.limits(body[state.of]);
    Object.assign(find("slider"), { min: first, max: last });
    const told = body.conflicts.map(([about, what, ...sides]) => {
      const head = `${about}: ${what} ${sides.map(([value]) => value).join(" or ")}`;
      const lines = sides.map(([value, ids]) => make("li", {}, value, sourcesOf(ids)));
      return make("li", {}, make("details", {}, make("summary", {}, head), make("ul", {}, ...lines)));
    });
    find("conflicts").querySelector("ul").replaceChildren(...(told.length ? told : [make("li", {}, "None on record.")]));
  }

  function drawProjects() {
    find("country").value = state.country;
    const shown = data.projects.filter((each) => !state.country || each.countries.includes(state.country));
    find("projects").querySelector("ul").replaceChildren(...shown.map((each) => {
      const partners = each.partners.map(([, who, role]) => `${who} (${role})`).join(", ");
      const parts = { id: `project-${each.id}`, tabindex: "-1", ...(each.id === state.project && { "aria-current": "true" }) };
      return make("li", parts, make("strong", {}, each.name), ` ${each.when}. `, each.countries.join(", ") || "no country stated",
        each.summary ? make("div", {}, each.summary) : "", partners ? make("div", {}, `With ${partners}`) : "", sourcesOf(each.sources));
    }));
    const chosen = state.project && find(`project-${state.project}`);
    if (chosen) { chosen.focus(); chosen.scrollIntoView(); }
    return `${counted(shown.length, "project")}${state.country ? ` in ${state.country}` : ""}`;
  }

  /* Change what is asked, draw what this changes, and say it; `notice` is what a link asked for and the data lack. */
  function set(changed, notice = "") {
    const before = { ...state };
    Object.assign(state, { project: "" }, changed);
    const body = bodies.get(state.body);
    if (!body[state.of]) state.of = body.chairs ? "chairs" : "members";
    if (!body[state.of].some((row) => row.id === state.who)) state.who = "";
    const chosen = data.projects.find((each) => each.id === state.project);
    if (chosen && !chosen.countries.includes(state.country)) state.country = "";
    const differs = (...names) => names.some((name) => state[name] !== before[name]);
    const told = [notice];
    if (differs("body", "of")) drawBody();
    if (differs("body", "of", "day", "who")) told.push(drawAnswer());
    if (differs("body")) told.push(`${counted(body.conflicts.length, "contradiction")} between sources.`);
    if (differs("country", "project") || !find("projects").querySelector("li")) {
      const projects = drawProjects();
      if (differs("country")) told.push(`${projects}.`);
    }
    if (document.activeElement !== find("day")) find("day").value = state.day;
    isTyped = false;
    find("slider").value = spellsTimeline.number(state.day);
    find("slider").setAttribute("aria-valuetext", state.day);
    find("notice").textContent = notice;
    find("notice").hidden = !notice;
    if (told.some(Boolean)) say(told.filter(Boolean).join(" "));
    history.replaceState(null, "", `#${new URLSearchParams(Object.entries(state).filter(([, value]) => value))}`);
  }

  /* Where an agent is listed: as a chair or member of bodies, else in projects. */
  function placesOf(id) {
    const found = data.bodies.flatMap((body) => ["chairs", "members"].map((of) => [body, of])).flatMap(([body, of]) => {
      const rows = (body[of] || []).filter((row) => row.id === id);
      const words = `${of === "chairs" ? "chair" : "member"} of ${body.label}`;
      return rows.length ? [{ words, go: () => goTo(body.id, of, id, rows) }] : [];
    });
    return found.length ? found : data.projects.filter((each) => each.partners.some(([who]) => who === id))
      .map((each) => ({ words: `in ${each.name}`, go: () => set({ country: "", project: each.id }) }));
  }
  function goTo(body, of, who, rows) {
    const isThere = rows.some((row) => (!row.first_day || row.first_day <= state.day) && (!row.last_day || row.last_day >= state.day));
    set({ body, of, who, day: isThere ? state.day : lastDay(rows) });
  }
  function offersOf({ id, kind, label, name, matched }) {
    const shown = name + (matched !== name ? ` (${matched})` : label !== name ? ` (${label})` : "");
    const agent = kind === "project" ? [] : placesOf(id).map(({ words, go }) => ({ id, name, text: `${shown} — ${words}`, go }));
    if (kind === "project") return [{ id, name, text: shown, kind, go: () => set({ country: "", project: id }) }];
    return kind === "body" ? [{ id, name, text: shown, kind, go: () => set({ body: id, who: "" }) }, ...agent] : agent;
  }
  let offers = [];
  function showFound() {
    const text = find("text").value;
    const all = findNames(data.names, text).flatMap(offersOf);
    offers = all.slice(0, 20);
    find("found").replaceChildren(...offers.map((offer, place) => {
      const item = make("li", { role: "option", id: `found-${place}`, "aria-selected": "false", "data-id": offer.id }, offer.text, " ", offer.kind ? make("small", {}, offer.kind) : "");
      item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(place); });
      return item;
    }));
    const isNone = Boolean(text.trim()) && !offers.length;
    find("none").hidden = !isNone;
    find("none").textContent = isNone ? `Nothing found for “${text.trim()}”.` : "";
    find("text").removeAttribute("aria-activedescendant");
    openFound(offers.length > 0);
    if (text.trim()) say(isNone ? find("none").textContent : `${counted(all.length, "result")}${all.length > offers.length ? `, the first ${offers.length} listed` : ""}.`);
  }
  function openFound(isOpen) {
    find("found").hidden = !isOpen;
    find("text").setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) find("text").removeAttribute("aria-activedescendant");
  }
  function choose(place) {
    openFound(false);
    find("text").value = offers[place].name;
    offers[place].go();
  }
  function move(step) {
    if (find("found").hidden) showFound();
    const items = [...find("found").children];
    const now = items.findIndex((each) => each.getAttribute("aria-selected") === "true");
    const next = items[Math.min(Math.max(now + step, 0), items.length - 1)];
    if (!next) return;
    items.forEach((each) => each.setAttribute("aria-selected", String(each === next)));
    find("text").setAttribute("aria-activedescendant", next.id);
    next.scrollIntoView({ block: "nearest" });
  }

  /* While it is typed, the field holds no day or one of a year such as 0020: what is not plausible waits for the end. */
  let isTyped = false;
  function readDay(isDone) {
    const day = find("day").value;
    if (isTyped && isDay(day) && day !== state.day && (isDone || day >= "1000")) set({ day });
  }

  /* What the address asks for. What is not there is replaced and named in a notice. */
  function fromAddress() {
    const asked = Object.fromEntries([...new URLSearchParams(location.hash.slice(1))].filter(([key]) => key in state));
    const lacking = [];
    const check = (key, isKnown, told) => {
      if (key in asked && !isKnown(asked[key])) { lacking.push(told(`“${asked[key]}”`)); delete asked[key]; }
    };
    check("body", (id) => bodies.has(id), (text) => `the body ${text}`);
    const body = bodies.get(asked.body || state.body || first().id);
    check("of", (of) => of in WHAT && body[of], (text) => `the list ${text} of ${body.label}`);
    const of = asked.of || (body[state.of] ? state.of : body.chairs ? "chairs" : "members");
    check("day", isDay, (text) => `the day ${text}`);
    check("who", (id) => body[of].some((row) => row.id === id), (text) => `${text} among the ${of} of ${body.label}`);
    check("country", (name) => countries.includes(name), (text) => `the country ${text}`);
    check("project", (id) => data.projects.some((each) => each.id === id), (text) => `the project ${text}`);
    const marked = body[of].filter((row) => row.id === asked.who);
    const next = { body: body.id, of, day: state.day || lastDay(marked.length ? marked : body[of]), ...asked };
    const notice = lacking.length ? `Not known, but asked for by the link: ${lacking.join("; ")}. Shown instead: ${WHAT[of].toLowerCase()} of ${body.label} on ${next.day}.` : "";
    set(next, notice);
  }
  /* The body that has most to show comes first: chairs and members, and most spells of them. */
  const first = () => data.bodies.map((each) => [!!each.chairs + !!each.members, (each.chairs || []).length + (each.members || []).length, each])
    .sort((a, b) => b[0] - a[0] || b[1] - a[1])[0][2];
  const countries = [...new Set(data.projects.flatMap((each) => each.countries))].sort();

  find("body").append(...data.bodies.map((each) => make("option", { value: each.id }, each.label === each.name ? each.name : `${each.label} — ${each.name}`)));
  find("country").append(make("option", { value: "" }, "all countries"), ...countries.map((each) => make("option", { value: each }, each)));
  find("body").addEventListener("change", (event) => set({ body: event.target.value }));
  find("of").addEventListener("change", (event) => set({ of: event.target.value }));
  find("day").addEventListener("input", () => { isTyped = true; readDay(false); });
  find("day").addEventListener("keydown", (event) => { if (event.key === "Enter") readDay(true); });
  find("day").addEventListener("blur", () => {
    readDay(true);
    if (find("day").value) find("day").value = state.day;
  });
  find("slider").addEventListener("input", (event) => set({ day: dayOf(event.target.value) }));
  find("country").addEventListener("change", (event) => set({ country: event.target.value }));
  const step = (day, none) => (day ? set({ day }) : say(none));
  find("earlier").addEventListener("click", () => step(changes().filter((each) => each < state.day).pop(), "No change before this day."));
  find("later").addEventListener("click", () => step(changes().find((each) => each > state.day), "No change after this day."));
  for (const form of ["search", "question"]) find(form).addEventListener("submit", (event) => event.preventDefault());
  find("text").addEventListener("input", showFound);
  find("text").addEventListener("blur", () => openFound(false));
  find("text").addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); move(event.key === "ArrowDown" ? 1 : -1); }
    if (event.key === "Escape" && !find("found").hidden) { event.preventDefault(); openFound(false); }
    if (event.key === "Enter" && !find("found").hidden) {
      const chosen = [...find("found").children].findIndex((each) => each.getAttribute("aria-selected") === "true");
      choose(Math.max(chosen, 0));
    }
  });
  window.addEventListener("hashchange", fromAddress);
  window.addEventListener("resize", drawAnswer);
  find("about").append(`Data ${data.version || "of your own"}; what no record says is not known unless the data claim to know all.`,
    ...(data.docs ? [" ", make("a", { href: data.docs }, "About this page")] : []));
  fromAddress();
  return { answer, data };
})();
