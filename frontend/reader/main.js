// The script of every page. The order is the order in which the parts begin.
import './start.js';
import './fonts.js';
import './panels.js';
import './shortcuts.js';
import './scheme.js';
import './scroll.js';
import './copy.js';
import './answers.js';
import './asks.js';
import './progress.js';
import './predict.js';
import './print.js';
import './offline.js';
import './settings.js';
