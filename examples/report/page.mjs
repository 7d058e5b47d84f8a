/** The page: one HTML document that carries everything it shows. */
import { readFileSync } from "node:fs";

const style = readFileSync(new URL("page.css", import.meta.url), "utf8");

/** A paragraph. */
export const prose = (text) => `<p>${text}</p>`;

/** A formula on a line of its own. */
export const formula = (text) => `<div class="formula">${text}</div>`;

/** A heading inside a chapter. */
export const heading = (text) => `<h3>${text}</h3>`;

/** Something to look at, and what one sees there. */
export function figure(body, caption) {
  return `<figure>${body}<figcaption>${caption}</figcaption></figure>`;
}

/** Plots side by side; they stand below each other on narrow screens. */
export const sideBySide = (...items) => `<div class="pair">${items.map((item) => `<div>${item}</div>`).join("")}</div>`;

/**
 * Pictures side by side, each with its own line of text.
 *
 * @param {{ src: string, text: string, extra?: string, pixels?: boolean }[]} items - `pixels` shows single pixels as squares.
 * @param {{ columns?: number, narrow?: number }} [options] - How many stand in a row on a wide screen and on a narrow one.
 */
export function pictures(items, { columns = 3, narrow = items.length % 2 ? 1 : 2 } = {}) {
  const each = items.map(({ src, text, extra = "", pixels }) => {
    const plain = text.replace(/<[^>]*>/g, "");
    return `<div class="picture"><img${pixels ? ' class="pixels"' : ""} src="${src}" alt="${plain}">${extra}<p>${text}</p></div>`;
  });
  return `<div class="pictures" style="--columns:${columns};--narrow:${narrow}">${each.join("")}</div>`;
}

/** A table; columns whose head starts with "#" hold numbers and stand to the right. */
export function table(heads, rows) {
  const numeric = heads.map((head) => head.startsWith("#"));
  const cell = (tag, text, c) => `<${tag}${numeric[c] ? ' class="number"' : ""}>${text}</${tag}>`;
  const row = (tag, cells) => `<tr>${cells.map((text, c) => cell(tag, text, c)).join("")}</tr>`;
  const head = row(
    "th",
    heads.map((text) => text.replace(/^#/, "")),
  );
  return `<div class="table"><table class="data"><thead>${head}</thead><tbody>${rows.map((cells) => row("td", cells)).join("")}</tbody></table></div>`;
}

/**
 * @param {object} content
 * @param {string} content.title
 * @param {string} content.lead - HTML below the title.
 * @param {{ id: string, title: string, html: string }[]} content.chapters
 */
export function page({ title, lead, chapters }) {
  const contents = chapters.map(({ id, title: name }) => `<li><a href="#${id}">${name}</a></li>`);
  const sections = chapters.map(({ id, title: name, html }) => `<section id="${id}"><h2>${name}</h2>${html}</section>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<nav><b>${title}</b><ol>${contents.join("")}</ol></nav>
<main>
<header><h1>${title}</h1>${lead}</header>
${sections.join("\n")}
</main>
</body>
</html>
`;
}
