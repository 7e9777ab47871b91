// Code and tables that are wider than the page take the focus, from the first touch on.
import { watchFrames } from './frames.js';
import { atFirstTouch } from './start.js';

atFirstTouch(() => { watchFrames(document); });
