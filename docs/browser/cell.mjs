import { loadPyodide } from "./pyodide/pyodide.mjs";

const WHEELS = /*wheels*/[];
const FIRST = `import iom_partners

data = iom_partners.load()
data.chair_of("GMG", on="2013-09-01")`;
const state = document.getElementById("state");
let run;

function addCell(code) {
  const place = document.getElementById("cells").children.length + 1;
  const text = document.createElement("textarea");
  Object.assign(text, { value: code, rows: Math.max(code.split("\n").length + 1, 3), spellcheck: false });
  text.setAttribute("aria-label", `Cell ${place}`);
  const button = Object.assign(document.createElement("button"), { textContent: "Run", type: "button" });
  const out = Object.assign(document.createElement("div"), { className: "out" });
  out.setAttribute("aria-live", "polite");
  const cell = document.createElement("section");
  cell.append(text, button, out);
  document.getElementById("cells").append(cell);
  const start = () => {
    const shown = run(text.value).toJs({ dict_converter: Object.fromEntries });
    out.replaceChildren();
    if (shown.html) out.append(Object.assign(document.createElement("div"), { innerHTML: shown.html }));
    for (const kind of ["text", "error"]) {
      if (shown[kind]) out.append(Object.assign(document.createElement("pre"), { className: kind, textContent: shown[kind] }));
    }
    if (cell === document.getElementById("cells").lastElementChild && !shown.error) addCell("");
  };
  button.addEventListener("click", start);
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.shiftKey) { event.preventDefault(); start(); }
  });
  return { text, start };
}

try {
  const pyodide = await loadPyodide({ indexURL: new URL("./pyodide/", import.meta.url).href });
  for (const name of WHEELS) {
    const wheel = await fetch(new URL(`./wheels/${name}`, import.meta.url));
    pyodide.unpackArchive(await wheel.arrayBuffer(), "wheel");
  }
  pyodide.FS.writeFile("cell.py", await (await fetch(new URL("./cell.py", import.meta.url))).text());
  run = pyodide.runPython("import sys; sys.path.insert(0, '.'); import cell; cell.run");
  const first = addCell(FIRST);
  first.start();
  state.textContent = `Ready: Python ${pyodide.runPython("import platform; platform.python_version()")}.`;
  window.addCell = addCell;
} catch (error) {
  state.textContent = `It did not start: ${error}`;
}
