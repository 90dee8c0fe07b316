// What a browser loads before somebody can write: the page, the frame, one language, and the editor, as sent with
// gzip. Fails when it is more than an editor's phone should carry.
//   node weight.mjs
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const LIMIT = 350_000;
const dist = fileURLToPath(new URL('dist/', import.meta.url));
const read = (name) => readFileSync(dist + name);
const weigh = (name) => gzipSync(read(name), { level: 6 }).length;

/** The files that a page or a script names and a browser then fetches: what it imports at once, and its styles. */
function needs(name, entry) {
  const text = read(name).toString();
  if (entry) return [...text.matchAll(/(?:src|href)="\/desk\/ui\/([^"]+)"/g)].map(([, file]) => file);
  if (!name.endsWith('.js')) return [];
  const imports = [...text.matchAll(/(?:from|import)\s*["']\.\/([^"']+)["']/g)].map(([, file]) => `assets/${file}`);
  return imports;
}

/** What a part that is loaded when it is asked for brings with it, as the build wrote it down. */
function partsOf(name) {
  const files = readdirSync(`${dist}assets`);
  return files.filter((file) => file.startsWith(`${name}-`) && /\.(js|css)$/.test(file)).map((file) => `assets/${file}`);
}

const counted = new Set();
function count(name, entry = false) {
  if (counted.has(name)) return;
  counted.add(name);
  for (const file of needs(name, entry)) count(file);
}

count('index.html', true);
const editor = partsOf('Article');
if (!editor.some((file) => file.endsWith('.js'))) {
  console.error('The build has no editor: there is no assets/Article-….js.');
  process.exit(1);
}
for (const file of [...partsOf('en'), ...editor]) count(file);

const sizes = [...counted].map((name) => [name, weigh(name)]).sort(([, one], [, other]) => other - one);
const total = sizes.reduce((sum, [, size]) => sum + size, 0);
for (const [name, size] of sizes.slice(0, 8)) console.log(`${String(size).padStart(8)}  ${name}`);
console.log(`${String(total).padStart(8)}  in ${sizes.length} files, of at most ${LIMIT} (bytes with gzip)`);
if (total > LIMIT) {
  console.error(`The desk weighs ${total - LIMIT} bytes too much at first load.`);
  process.exit(1);
}
