"use strict";
/* A tolerant search, as the library's `find`: findNames(names, text) returns the records of a list of
 * [id, kind, label, names], best first, each with the name that fits best: {id, kind, label, name, matched}. */
const findNames = (() => {
  const SMALL = new Set("and at by de der des du for in la le les of on the to und".split(" "));
  const KINDS = ["body", "agent", "project"];
  const wordsOf = (text) => text.normalize("NFKD").replace(/[\p{M}'’]/gu, "").toLowerCase()
    .split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const made = new Map();
  const known = (text) => {
    if (!made.has(text)) {
      const all = wordsOf(text), words = all.filter((word) => !SMALL.has(word));
      made.set(text, { folded: all.join(""), words, initials: words.map((word) => word[0]).join("") });
    }
    return made.get(text);
  };

  /* How many letters to add, leave out or change; two that are swapped count as one. */
  function edits(one, other) {
    const rows = [[...Array(other.length + 1).keys()]];
    for (let i = 1; i <= one.length; i++) {
      rows.push([i]);
      for (let j = 1; j <= other.length; j++) {
        const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (one[i - 1] !== other[j - 1]),
          isSwap ? rows[i - 2][j - 2] + 1 : Infinity);
      }
    }
    return rows[one.length][other.length];
  }

  /* How like a word of the question is to one of a name: the same, its beginning, shortened ("grp"), misspelled. */
  function likeness(word, other) {
    if (word === other) return 1;
    if (other.startsWith(word)) return 0.9;
    if (word.length < 3 || word[0] !== other[0]) return 0;
    let at = 0;
    for (const letter of other) if (letter === word[at]) at++;
    if (at === word.length && word.at(-1) === other.at(-1)) return 0.7;
    const most = word.length > 6 ? 2 : word.length > 3 ? 1 : 0;
    if (Math.abs(word.length - other.length) > most || edits(word, other) > most) return 0;
    return [...word].sort().join() === [...other].sort().join() ? 0.95 : 0.6;
  }

  function score(asked, text) {
    const name = known(text);
    if (asked.folded === name.folded) return 2;
    if (asked.folded.length > 2 && asked.folded === name.initials) return 0.9;
    let sum = 0;
    for (const word of asked.words) {
      const best = Math.max(0, ...name.words.map((other) => likeness(word, other)));
      if (!best) return 0;
      sum += best;
    }
    return asked.words.length ? (sum / asked.words.length) * (0.8 + 0.2 * Math.min(1, asked.words.length / name.words.length)) : 0;
  }

  return (names, text) => {
    const asked = known(text);
    const found = names.map(([id, kind, label, texts]) => {
      const scores = texts.map((each) => score(asked, each));
      // A question may mix words of several names.
      const best = Math.max(...scores), mixed = 0.8 * score(asked, texts.join(" "));
      return { id, kind, label, name: texts[0], matched: best < mixed ? texts[0] : texts[scores.indexOf(best)], score: Math.max(best, mixed) };
    });
    return asked.folded ? found.filter((each) => each.score).sort((a, b) => b.score - a.score ||
      KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || a.name.localeCompare(b.name)) : [];
  };
})();
