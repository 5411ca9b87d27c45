"use strict";
/* A timeline of any table of spells: rows with `row`, `id`, `first_day`, `last_day`, `certainty` and `words`, where days
 * are ISO texts or empty. spellsTimeline(element, rows, {day, who, onDay}) draws it, with a table that says the same. What
 * it drew before stays where the rows are the same; `who` is the id of a row to mark. */
const spellsTimeline = (() => {
  const DAY = 86400000;
  const number = (text) => Math.round(Date.parse(text + "T00:00:00Z") / DAY);
  const svgOf = (name, parts, ...inner) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(parts)) made.setAttribute(key, value);
    made.append(...inner);
    return made;
  };
  const element = (name, ...inner) => {
    const made = document.createElement(name);
    made.append(...inner);
    return made;
  };
  const titled = (shape, text) => {
    shape.append(svgOf("title", {}, text));
    return shape;
  };

  function limits(rows) {
    const days = rows.flatMap((each) => [each.first_day, each.last_day]).filter(Boolean).map(number);
    if (!days.length) return [number("2000-01-01"), number("2020-12-31")];
    const first = Math.min(...days), last = Math.max(...days);
    const room = Math.max(Math.round((last - first) * 0.03), 60);
    return [first - room, last + room];
  }

  function steps(first, last, most) {
    const from = new Date(first * DAY).getUTCFullYear() + 1, until = new Date(last * DAY).getUTCFullYear();
    const number = (step) => Math.floor(until / step) - Math.ceil(from / step) + 1;
    const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((each) => number(each) <= most) || 2000;
    const found = [];
    for (let year = Math.ceil(from / step) * step; year <= until; year += step) found.push(year);
    return found;
  }

  function draw(into, rows, { day, who, onDay, label = "Timeline" } = {}) {
    const labels = [...new Set(rows.map((each) => each.row))];
    const marked = who && rows.find((each) => each.id === who)?.row;
    const [first, last] = limits(rows);
    const height = 20, width = Math.max(into.clientWidth || 800, 280), top = 6, side = width < 500 ? 110 : 150;
    const bottom = top + labels.length * height;
    const x = (each) => side + ((each - first) / (last - first)) * (width - side - 14);
    const svg = svgOf("svg", { viewBox: `0 0 ${width} ${bottom + 24}`, width, height: bottom + 24, role: "img", "aria-label": label });
    svg.append(svgOf("defs", {}, svgOf("pattern", { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, svgOf("path", { d: "M0 0V6" }))));
    for (const year of steps(first, last, Math.min(13, Math.floor((width - side) / 50)))) {
      const at = x(number(`${String(year).padStart(4, "0")}-01-01`));
      svg.append(svgOf("line", { class: "grid", x1: at, x2: at, y1: top, y2: bottom }), svgOf("text", { class: "axis", x: at, y: bottom + 16, "text-anchor": "middle" }, String(year)));
    }
    labels.forEach((name, place) => {
      const short = name.length * 7 > side ? name.slice(0, side / 7 - 1) + "…" : name;
      svg.append(titled(svgOf("text", { x: 0, y: top + place * height + 14, class: name === marked ? "marked" : "" }, short), name));
    });
    for (const each of rows) {
      const y = top + labels.indexOf(each.row) * height + 3;
      const from = x(each.first_day ? number(each.first_day) : first), until = x(each.last_day ? number(each.last_day) + 1 : last);
      const box = svgOf("rect", { class: each.certainty, x: from, y, width: Math.max(until - from, 1.5), height: height - 6 });
      svg.append(titled(box, each.words));
      // An arrow where it has no limit.
      if (!each.first_day) svg.append(svgOf("path", { class: "arrow", d: `M${from - 6} ${y + 7}l6 -5v10z` }));
      if (!each.last_day) svg.append(svgOf("path", { class: "arrow", d: `M${until + 8} ${y + 7}l-6 -5v10z` }));
    }
    if (day) {
      const at = x(number(day));
      svg.append(svgOf("line", { class: "today", x1: at, x2: at, y1: 0, y2: bottom }));
    }
    if (onDay) {
      const read = (event) => {
        const box = svg.getBoundingClientRect();
        const at = Math.round(first + ((event.clientX - box.left - side) / (width - side - 14)) * (last - first));
        onDay(new Date(Math.min(Math.max(at, first), last) * DAY).toISOString().slice(0, 10));
      };
      svg.addEventListener("pointerdown", (event) => { if (event.clientX - svg.getBoundingClientRect().left > side) read(event); });
      svg.addEventListener("pointermove", (event) => { if (event.buttons === 1) read(event); });
    }
    const table = drawn.get(into)?.rows === rows ? drawn.get(into).table : tableOf(rows, label, into.querySelector("details")?.open);
    drawn.set(into, { rows, table });
    // A table that stays keeps its focus, and is open as it was.
    if (table.parentElement === into) into.querySelector("svg").replaceWith(svg);
    else into.replaceChildren(svg, table);
  }

  const drawn = new WeakMap();
  function tableOf(rows, label, isOpen) {
    const headed = (text) => Object.assign(element("th", text), { scope: "col" });
    const head = element("tr", ...["Who", "From", "Until", "How sure", "Why"].map(headed));
    const body = rows.map((each) => element("tr", ...[each.row, each.first_day || "no limit", each.last_day || "no limit", each.certainty, each.words].map((cell) => element("td", cell))));
    const table = element("details", element("summary", "The same as a table"), element("table", element("caption", label), element("thead", head), element("tbody", ...body)));
    table.open = Boolean(isOpen);
    return table;
  }
  draw.limits = limits;
  draw.number = number;
  return draw;
})();
