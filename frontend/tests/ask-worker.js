// Asks the committed worker, as the page would: an index and queries on stdin, its answers on stdout.
// stdin: { worker: path, index: path, queries: [string] }; stdout: [{ items, suggest }].
import { readFileSync } from 'node:fs';
import vm from 'node:vm';

const { worker, index, queries } = JSON.parse(readFileSync(0, 'utf8'));
let receive;
let reply;
const scope = vm.createContext({
  addEventListener: (_, listener) => { receive = listener; },
  postMessage: message => { reply = message; },
  setTimeout: () => {}, // the tables are built when they are needed
  clearTimeout: () => {},
  console,
});
vm.runInContext(readFileSync(worker, 'utf8'), scope);
const ask = data => {
  receive({ data });
  return reply;
};
const whole = JSON.parse(readFileSync(index, 'utf8'));
whole.texts ??= JSON.parse(readFileSync(index.replace('search_index', 'search_text'), 'utf8'));
ask({ type: 0, data: { index: whole, options: { suggest: true } } });
process.stdout.write(JSON.stringify(queries.map(query => ask({ type: 2, data: query }).data)));
