"use strict";
/* The page: what is asked stands in the address, and every part is drawn from it. */
const explorer = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const find = (id) => document.getElementById(id);
  const KEYS = ["row", "id", "first_day", "last_day", "certainty", "words", "sources"];
  const WHAT = { chairs: "Chair", members: "Members" };
  const state = { body: "", of: "chairs", day: "", country: "" };

  const make = (name, parts, ...inner) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(parts || {})) made.setAttribute(key, value);
    made.append(...inner);
    return made;
  };
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
  function itemOf(row, mark, isFolded) {
    const head = [make("strong", {}, row.row), make("span", { class: "mark" }, mark)];
    const proof = [make("div", {}, row.words), row.sources.length ? sourcesOf(row.sources) : ""];
    const inner = isFolded ? [make("details", {}, make("summary", {}, ...head), ...proof)] : [...head, ...proof];
    return make("li", { class: row.certainty }, ...inner);
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

  function changes() {
    const rows = bodies.get(state.body)[state.of];
    const after = (day) => new Date((spellsTimeline.number(day) + 1) * 86400000).toISOString().slice(0, 10);
    return [...new Set(rows.flatMap((row) => [row.first_day, row.last_day && after(row.last_day)]).filter(Boolean))].sort();
  }

  function drawAnswer() {
    const body = bodies.get(state.body), found = answer(state.body, state.of, state.day);
    find("verdict").textContent = `${state.day} — ${sentence(found, WHAT[state.of], body.label)}`;
    const isFolded = found.certain.length + found.possible.length > 5;
    const items = [...found.certain.map((row) => itemOf(row, "certain", isFolded)),
      ...found.possible.map((row) => itemOf(row, "possible: not in every reading of the dates", isFolded)),
      ...(found.rest ? [itemOf({ ...found.rest, row: "Others" }, "not ruled out", isFolded)] : [])];
    find("who").replaceChildren(make("ul", { class: "who" }, ...items));
    spellsTimeline(find("timeline"), body[state.of], { day: state.day, onDay: (day) => set({ day }), label: `${WHAT[state.of]} of ${body.name} over time; the table below says the same` });
  }

  function drawBody() {
    const body = bodies.get(state.body);
    const kinds = ["chairs", "members"].filter((of) => body[of]);
    if (!kinds.includes(state.of)) state.of = kinds[0];
    find("body").value = state.body;
    const choices = kinds.map((of) => {
      const input = make("input", { type: "radio", name: "of", value: of });
      input.checked = of === state.of;
      return make("label", {}, input, " ", of);
    });
    find("of").replaceChildren(find("of").querySelector("legend"), ...choices);
    const [first, last] = spellsTimeline.limits(body[state.of]);
    Object.assign(find("slider"), { min: first, max: last });
    const told = body.conflicts.length ? body.conflicts : ["None on record."];
    find("conflicts").querySelector("ul").replaceChildren(...told.map((each) => make("li", {}, each)));
  }

  function drawProjects() {
    const countries = [...new Set(data.projects.flatMap((each) => each.countries))].sort();
    find("country").replaceChildren(make("option", { value: "" }, "all countries"), ...countries.map((each) => make("option", { value: each }, each)));
    find("country").value = state.country;
    const shown = data.projects.filter((each) => !state.country || each.countries.includes(state.country));
    find("projects").querySelector("ul").replaceChildren(...shown.map((each) => {
      const partners = each.partners.map(([who, role]) => `${who} (${role})`).join(", ");
      return make("li", { id: `project-${each.id}`, tabindex: "-1" }, make("strong", {}, each.name), ` ${each.when}. `, each.countries.join(", ") || "no country stated", each.summary ? make("div", {}, each.summary) : "", partners ? make("div", {}, `With ${partners}`) : "", sourcesOf(each.sources));
    }));
  }

  function draw(what) {
    if (what !== "day") { drawBody(); drawProjects(); }
    find("day").value = state.day;
    find("slider").value = spellsTimeline.number(state.day);
    find("slider").setAttribute("aria-valuetext", state.day);
    drawAnswer();
  }

  function set(changed) {
    Object.assign(state, changed);
    if (!/^\d{4}-\d\d-\d\d$/.test(state.day) || Number.isNaN(Date.parse(state.day))) state.day = data.horizon || "2013-09-01";
    if (!bodies.has(state.body)) state.body = bodies.has("gmg") ? "gmg" : data.bodies[0].id;
    draw(Object.keys(changed).join() === "day" ? "day" : "all");
    const shown = new URLSearchParams(Object.entries(state).filter(([, value]) => value));
    history.replaceState(null, "", `#${shown}`);
  }

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  function search(text) {
    const words = plain(text).split(/\s+/).filter(Boolean);
    const seen = new Set();
    return !words.length ? [] : data.names.filter(([name, id]) => words.every((word) => plain(name).includes(word)) && !seen.has(id) && seen.add(id)).slice(0, 12);
  }
  function go(id, kind) {
    if (kind === "body") set({ body: id });
    if (kind === "project") { set({ country: "" }); find(`project-${id}`).focus(); find(`project-${id}`).scrollIntoView(); }
    if (kind === "agent") {
      const where = data.bodies.find((each) => ["chairs", "members"].some((of) => (each[of] || []).some((row) => row.id === id)));
      if (where) set({ body: where.id, of: (where.chairs || []).some((row) => row.id === id) ? "chairs" : "members" });
    }
  }
  function showFound() {
    const found = search(find("text").value);
    const items = found.map(([name, id, kind], place) => {
      const item = make("li", { role: "option", id: `found-${place}`, "aria-selected": "false", "data-id": id, "data-kind": kind }, name, " ", make("small", {}, kind));
      item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(item); });
      return item;
    });
    find("found").replaceChildren(...items);
    find("found").hidden = !items.length;
    find("text").setAttribute("aria-expanded", String(!!items.length));
    find("text").removeAttribute("aria-activedescendant");
  }
  function choose(item) {
    find("found").hidden = true;
    find("text").setAttribute("aria-expanded", "false");
    find("text").value = item.firstChild.textContent;
    go(item.dataset.id, item.dataset.kind);
  }
  function move(step) {
    const items = [...find("found").children];
    const now = items.findIndex((each) => each.getAttribute("aria-selected") === "true");
    const next = items[Math.min(Math.max(now + step, 0), items.length - 1)];
    if (!next) return;
    items.forEach((each) => each.setAttribute("aria-selected", String(each === next)));
    find("text").setAttribute("aria-activedescendant", next.id);
    next.scrollIntoView({ block: "nearest" });
  }

  find("body").append(...data.bodies.map((each) => make("option", { value: each.id }, each.label === each.name ? each.name : `${each.label} — ${each.name}`)));
  find("body").addEventListener("change", (event) => set({ body: event.target.value }));
  find("of").addEventListener("change", (event) => set({ of: event.target.value }));
  find("day").addEventListener("change", (event) => set({ day: event.target.value }));
  find("slider").addEventListener("input", (event) => set({ day: new Date(event.target.value * 86400000).toISOString().slice(0, 10) }));
  find("country").addEventListener("change", (event) => set({ country: event.target.value }));
  find("earlier").addEventListener("click", () => set({ day: changes().filter((each) => each < state.day).pop() || state.day }));
  find("later").addEventListener("click", () => set({ day: changes().find((each) => each > state.day) || state.day }));
  for (const form of ["search", "question"]) find(form).addEventListener("submit", (event) => event.preventDefault());
  find("text").addEventListener("input", showFound);
  find("text").addEventListener("blur", () => { find("found").hidden = true; });
  find("text").addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); move(event.key === "ArrowDown" ? 1 : -1); }
    if (event.key === "Escape") find("found").hidden = true;
    if (event.key === "Enter") {
      const chosen = find("found").querySelector("[aria-selected=true]") || find("found").firstElementChild;
      if (chosen && !find("found").hidden) choose(chosen);
    }
  });
  const fromAddress = () => set(Object.fromEntries([...new URLSearchParams(location.hash.slice(1))].filter(([key]) => key in state)));
  window.addEventListener("hashchange", fromAddress);
  window.addEventListener("resize", drawAnswer);
  find("about").textContent = `Data ${data.version || "of your own"}; what no record says is not known unless the data claim to know all.`;
  fromAddress();
  return { answer, search, data };
})();
