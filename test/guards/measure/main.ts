import { measureHouse } from './measures.js';

/** Prints how the house stands, and ends with 1 when a figure misses its goal. */
const measures = measureHouse();
for (const { what, goal, now, isMet, where } of measures) {
  console.log(`${isMet ? '✓' : '✗'} ${what.padEnd(52)} ${now.padEnd(24)} goal ${goal}`);
  if (!isMet) for (const one of where.slice(0, 40)) console.log(`    ${one}`);
}
process.exitCode = measures.every(({ isMet }) => isMet) ? 0 : 1;
