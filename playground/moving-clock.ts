type Job = () => void;
type At = (when: Date, job: Job) => Job;
interface Directory {
  readonly people: Readonly<Record<string, object>>;
  readonly roles: Readonly<Record<string, object>>;
  readonly channels: Readonly<Record<string, object>>;
}

/** What of the bot depends on the time. */
interface Timed {
  readonly clock: { now(): Date };
  readonly timer: { readonly at: At };
  readonly people: { directory(): Directory };
}

export interface MovingClock {
  now(): number;
  /** How far this clock is ahead of the machine's. */
  aheadMs(): number;
  /** Moves the time forward; what was to happen until then happens at once. */
  advance(ms: number): void;
  /** Puts this clock into the bot. */
  around<Ports extends Timed>(ports: Ports): Ports;
}

/** A clock that a demo moves forward. It never goes back. */
export function createMovingClock(): MovingClock {
  let aheadMs = 0;
  const now = (): number => Date.now() + aheadMs;
  const waits = new Set<() => void>();
  return {
    now,
    aheadMs: () => aheadMs,
    advance: (ms) => {
      aheadMs += ms;
      for (const setAgain of [...waits]) setAgain();
    },
    around: (ports) => ({
      ...ports,
      clock: { ...ports.clock, now: () => new Date(now()) },
      timer: { ...ports.timer, at: movingWaits(ports.timer.at, { waits, aheadMs: () => aheadMs }) },
      people: { ...ports.people, directory: () => ageless(ports.people.directory(), aheadMs) },
    }),
  };
}

function movingWaits(
  at: At,
  { waits, aheadMs }: { readonly waits: Set<Job>; readonly aheadMs: () => number },
): At {
  return (when, job) => {
    const set = (): Job =>
      at(new Date(when.getTime() - aheadMs()), () => {
        waits.delete(setAgain);
        job();
      });
    let cancel = set();
    const setAgain = (): void => {
      cancel();
      cancel = set();
    };
    waits.add(setAgain);
    return () => {
      waits.delete(setAgain);
      cancel();
    };
  };
}

/** Who is in which role was read by the machine's clock, and does not age with the moved one. */
function ageless(known: Directory, aheadMs: number): Directory {
  const moved = (items: Readonly<Record<string, object>>): Record<string, object> =>
    Object.fromEntries(
      Object.entries(items).map(([name, item]) => [
        name,
        'readAt' in item && item.readAt instanceof Date
          ? { ...item, readAt: new Date(item.readAt.getTime() + aheadMs) }
          : item,
      ]),
    );
  const { people, roles, channels } = known;
  return { ...known, people: moved(people), roles: moved(roles), channels: moved(channels) };
}
