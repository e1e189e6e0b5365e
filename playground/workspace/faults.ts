/** What may go wrong on demand. `drop` lets the call take effect and loses the reply. */
export type ApiFault =
  | { readonly kind: 'rate'; readonly retryAfterS: number }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'drop' };

export interface PlannedFault {
  /** Null meets any call made with the bot's token. */
  readonly method: string | null;
  readonly fault: ApiFault;
  /** How many calls will still meet it. */
  left: number;
}

export interface Faults {
  /** The next `times` calls of the method meet the fault. */
  plan(method: string | null, fault: ApiFault, times?: number): void;
  next(method: string): ApiFault | null;
  planned(): readonly PlannedFault[];
  revokeToken(): void;
  isRevoked(): boolean;
  /** Forgets what was planned, and makes the token good again. */
  clear(): void;
}

export function createFaults(): Faults {
  let planned: PlannedFault[] = [];
  let revoked = false;
  const meets = (one: PlannedFault, method: string): boolean =>
    one.method === method || (one.method === null && method !== 'apps.connections.open');
  return {
    plan: (method, fault, times = 1) => {
      planned.push({ method, fault, left: times });
    },
    next: (method) => {
      const found = planned.find((one) => meets(one, method));
      if (!found) return null;
      found.left -= 1;
      planned = planned.filter(({ left }) => left > 0);
      return found.fault;
    },
    planned: () => planned,
    revokeToken: () => {
      revoked = true;
    },
    isRevoked: () => revoked,
    clear: () => {
      planned = [];
      revoked = false;
    },
  };
}
