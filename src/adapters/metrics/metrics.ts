import type { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Measure, MetricName, Metrics } from '../../ports/metrics.js';
import { definitions } from './definitions.js';

export interface Exposition {
  readonly contentType: string;
  readonly text: string;
}

export interface PromMetrics extends Metrics {
  /** Everything counted so far, and how things stand now, in the text format of Prometheus. */
  expose(gauges: () => Promise<readonly Measure[]>): Promise<Exposition>;
}

/** The library is loaded when there is something to count, so that a start does not wait for it. */
export function createPromMetrics(onFault: (fault: unknown) => void): PromMetrics {
  let loading: Promise<Sheet> | null = null;
  const sheet = (): Promise<Sheet> => {
    loading ??= createSheet();
    return loading;
  };
  return {
    add: (measures) => {
      if (measures.length > 0) sheet().then((into) => into.add(measures), onFault);
    },
    expose: async (gauges) => (await sheet()).expose(await gauges()),
  };
}

interface Sheet {
  add(measures: readonly Measure[]): void;
  expose(gauges: readonly Measure[]): Promise<Exposition>;
}

type Instruments = Readonly<Record<MetricName, Counter | Gauge | Histogram>>;

async function createSheet(): Promise<Sheet> {
  // Bundled, a CommonJS package has a default export only.
  const { default: prom } = await import('prom-client');
  const register = new prom.Registry();
  prom.collectDefaultMetrics({ register, prefix: 'countersign_' });
  const instruments = instrumentsIn(register, prom);
  const add = (measures: readonly Measure[]): void => {
    for (const { name, labels, value } of measures) {
      const instrument = instruments[name];
      if ('inc' in instrument && !('set' in instrument)) instrument.inc(labels, value);
      else if ('set' in instrument) instrument.set(labels, value);
      else instrument.observe(labels, value);
    }
  };
  return {
    add,
    expose: async (gauges) => {
      // What is at zero now has no row any more, and would otherwise stay as it was.
      instruments.handoffs_open.reset();
      add(gauges);
      return { contentType: register.contentType, text: await register.metrics() };
    },
  };
}

function instrumentsIn(register: Registry, prom: typeof import('prom-client')): Instruments {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, { kind, help, labels, buckets }]) => {
      const settings = { name: `countersign_${name}`, help, labelNames: [...labels], registers: [register] };
      if (kind === 'counter') return [name, new prom.Counter(settings)];
      if (kind === 'gauge') return [name, new prom.Gauge(settings)];
      return [name, new prom.Histogram({ ...settings, buckets: [...(buckets ?? [])] })];
    }),
  ) as Instruments;
}
