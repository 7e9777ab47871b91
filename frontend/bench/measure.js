// measure.js OUT [--runs=N] PAGE …: Lighthouse (mobile, simulated throttling) on OUT/{guide,stock,plain}.
// The three are served alike, over HTTP/2 with gzip, and measured in turn, so that a busy machine hurts all alike.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { createSecureServer } from 'node:http2';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as chromeLauncher from 'chrome-launcher';
import lighthouse from 'lighthouse';

const [out, ...rest] = process.argv.slice(2);
const runs = Number(rest.find(each => each.startsWith('--runs='))?.slice(7) ?? 5);
const pages = rest.filter(each => !each.startsWith('--'));
const sites = ['plain', 'stock', 'guide'];
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml',
                '.json': 'application/json', '.woff2': 'font/woff2', '.png': 'image/png', '.xml': 'application/xml', '.txt': 'text/plain' };

const scratch = mkdtempSync(join(tmpdir(), 'bench-site-'));
const key = join(scratch, 'key.pem'), certificate = join(scratch, 'certificate.pem');
execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost',
                         '-keyout', key, '-out', certificate], { stdio: 'ignore' });
const cache = new Map();

function serve(site) {
  const server = createSecureServer({ key: readFileSync(key), cert: readFileSync(certificate), allowHTTP1: true }, (request, response) => {
    let path = join(out, site, decodeURIComponent(new URL(request.url, 'https://localhost').pathname));
    if (path.endsWith('/')) path += 'index.html';
    if (!existsSync(path)) return response.writeHead(404).end();
    const packed = /\.(woff2|png)$/.test(path);
    if (!cache.has(path)) cache.set(path, packed ? readFileSync(path) : gzipSync(readFileSync(path), { level: 9 }));
    const headers = { 'content-type': types[extname(path)] ?? 'application/octet-stream', 'cache-control': 'max-age=600' };
    if (!packed) headers['content-encoding'] = 'gzip';
    response.writeHead(200, headers).end(cache.get(path));
  });
  return new Promise(done => server.listen(0, '127.0.0.1', () => done(server)));
}

const median = values => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const servers = Object.fromEntries(await Promise.all(sites.map(async site => [site, await serve(site)])));
const results = new Map();
try {
  for (let run = 0; run < runs; run++) {
    for (const page of pages) {
      for (const site of sites) {
        const chrome = await chromeLauncher.launch({
          chromePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
          chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--ignore-certificate-errors'],
        });
        try {
          const url = `https://localhost:${servers[site].address().port}${page}`;
          const { lhr } = await lighthouse(url, { port: chrome.port, logLevel: 'error', output: 'json' });
          const audit = id => lhr.audits[id].numericValue;
          const requests = lhr.audits['network-requests'].details.items.filter(each => /^https?:/.test(each.url));
          const bytes = kind => requests.filter(each => kind(each.resourceType)).reduce((sum, each) => sum + each.transferSize, 0);
          const key = `${page} ${site}`;
          if (!results.has(key)) results.set(key, []);
          results.get(key).push({
            scores: Object.values(lhr.categories).map(each => Math.round(each.score * 100)),
            fcp: audit('first-contentful-paint'), lcp: audit('largest-contentful-paint'),
            tbt: audit('total-blocking-time'), cls: audit('cumulative-layout-shift'),
            bytes: bytes(type => type !== 'Font'), fonts: bytes(type => type === 'Font'), requests: requests.length,
            failed: Object.values(lhr.audits).filter(each => each.score !== null && each.score < 1 && each.scoreDisplayMode === 'binary').map(each => each.id),
          });
        } finally {
          chrome.kill();
        }
      }
    }
  }
} finally {
  Object.values(servers).forEach(server => server.close());
  rmSync(scratch, { recursive: true });
}

console.log(`Lighthouse, mobile, simulated throttling, median of ${runs}; bytes are gzip with headers`);
console.log('page'.padEnd(22), 'site ', 'scores'.padEnd(16), '  FCP    LCP   TBT     CLS   bytes   fonts req  LCP/plain LCP/stock');
for (const page of pages) {
  const lcp = site => median(results.get(`${page} ${site}`).map(each => each.lcp));
  for (const site of sites) {
    const each = results.get(`${page} ${site}`);
    const middle = name => median(each.map(run => run[name]));
    const scores = each[0].scores.map((_, index) => median(each.map(run => run.scores[index]))).join(' ');
    console.log(page.padEnd(22), site, scores.padEnd(16), middle('fcp').toFixed(0).padStart(5), middle('lcp').toFixed(0).padStart(6),
      middle('tbt').toFixed(0).padStart(5), middle('cls').toFixed(4).padStart(7), String(middle('bytes')).padStart(7),
      String(middle('fonts')).padStart(7), String(middle('requests')).padStart(3),
      (lcp(site) / lcp('plain')).toFixed(2).padStart(10), (lcp(site) / lcp('stock')).toFixed(2).padStart(9));
    if (site === 'guide' && each[0].failed.length) console.log('  failed:', each[0].failed.join(', '));
  }
}
