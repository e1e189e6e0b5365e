import { benchCalendar } from './calendar.js';
import { benchClicks } from './clicks.js';
import { benchConsent } from './consent.js';
import { benchExecution } from './execution.js';
import { benchPlayground } from './playground.js';
import { benchStart } from './start.js';
import { benchStory } from './story.js';
import { benchWatchdog } from './watchdog.js';

const benches: Readonly<Record<string, () => Promise<void>>> = {
  clicks: benchClicks,
  story: benchStory,
  start: benchStart,
  playground: benchPlayground,
  calendar: benchCalendar,
  consent: benchConsent,
  watchdog: benchWatchdog,
  execution: benchExecution,
};

const wanted = process.argv.slice(2);
const names = wanted.length ? wanted : Object.keys(benches);
for (const name of names) {
  const bench = benches[name];
  if (!bench) {
    console.error(`There is no bench “${name}”; there is: ${Object.keys(benches).join(', ')}.`);
    process.exitCode = 2;
    break;
  }
  await bench();
}
