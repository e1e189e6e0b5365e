/** What may go wrong on demand. `drop` lets the call take effect and loses the reply. */
export type ApiFault =
  | { readonly kind: 'rate'; readonly retryAfterS: number }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'drop' };

export interface Faults {
  /** The next `times` calls of the method meet the fault. */
  plan(method: string, fault: ApiFault, times?: number): void;
  next(method: string): ApiFault | null;
  revokeToken(): void;
  isRevoked(): boolean;
}

export const createFaults = (): Faults => {
  const planned = new Map<string, ApiFault[]>();
  let revoked = false;
  return {
    plan: (method, fault, times = 1) => {
      planned.set(method, [...(planned.get(method) ?? []), ...Array.from({ length: times }, () => fault)]);
    },
    next: (method) => planned.get(method)?.shift() ?? null,
    revokeToken: () => {
      revoked = true;
    },
    isRevoked: () => revoked,
  };
};
