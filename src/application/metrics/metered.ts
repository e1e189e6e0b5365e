import type { Llm } from '../../ports/llm.js';
import type { Metrics } from '../../ports/metrics.js';
import type { Timer } from '../../ports/timer.js';

/** The same model; what it uses is counted. */
export function meteredLlm(llm: Llm, metrics: Metrics): Llm {
  return {
    pack: async (request) => {
      const packed = await llm.pack(request);
      const { model, inputTokens, outputTokens } = packed.usage;
      metrics.add([
        { name: 'llm_tokens_total', labels: { model, direction: 'input' }, value: inputTokens },
        { name: 'llm_tokens_total', labels: { model, direction: 'output' }, value: outputTokens },
      ]);
      return packed;
    },
  };
}

interface Watchdog {
  tick(): Promise<number>;
}

/** The same watchdog; how long a sweep takes and how many rows it moves is counted. */
export function meteredWatchdog(
  { tick }: Watchdog,
  { metrics, timer }: { readonly metrics: Metrics; readonly timer: Timer },
): Watchdog {
  return {
    tick: async () => {
      const elapsedMs = timer.stopwatch();
      let rows = 0;
      try {
        rows = await tick();
        return rows;
      } finally {
        metrics.add([
          { name: 'sweep_seconds', labels: {}, value: elapsedMs() / 1_000 },
          { name: 'sweep_rows_total', labels: {}, value: rows },
        ]);
      }
    },
  };
}
