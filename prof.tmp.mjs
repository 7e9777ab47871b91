import { readFileSync } from 'fs';
import { createEngine } from '/tmp/wt/search/studyguide/search/worker/engine.js';
import { answer } from '/tmp/wt/search/studyguide/search/worker/results.js';
const n=process.argv[2]||1000;
const cpu=()=>{const u=process.cpuUsage();return (u.user+u.system)/1000};
const d=JSON.parse(readFileSync(`/tmp/ours${n}.json`)); let t=cpu(); const e=createEngine(d); console.log('setup cpu',cpu()-t); t=cpu(); e.lexicon.warm(); console.log('warm',cpu()-t);
const keys=JSON.parse(readFileSync('/tmp/keys.json')); const rows=[];
for (let r=0;r<2;r++) for (const q of keys){ const a=cpu(); const {units,ranked}=e.search(q); const b=cpu(); answer(e,q,{suggest:true}); const c=cpu(); if(r) rows.push([c-b,b-a,q,ranked.length]); }
rows.sort((x,y)=>y[0]-x[0]); const p=(k,i)=>rows.map(x=>x[i]).sort((a,b)=>a-b)[Math.floor(rows.length*k)];
console.log('answer p50',p(.5,0),'p95',p(.95,0),'search p50',p(.5,1),'p95',p(.95,1)); console.log(rows.slice(0,14).map(x=>x.map(v=>typeof v==='number'?+v.toFixed(1):v).join(' | ')).join('\n'));
