/**
 * A handoff and a person are named by opaque ids. They are made at the doors, never in the domain, so that
 * the same command always leads to the same result. Branding keeps one kind from being passed for another.
 */
declare const brand: unique symbol;
type Branded<Kind extends string> = string & { readonly [brand]: Kind };

export type HandoffId = Branded<'handoff'>;
/** A person as the chat workspace knows them, such as `U0ANA`. */
export type PersonId = Branded<'person'>;

export const handoffId = (text: string): HandoffId => text as HandoffId;
export const personId = (text: string): PersonId => text as PersonId;

/** Who did something. The bot is never a person, so it can never vote. */
export type Actor =
  | { readonly kind: 'person'; readonly id: PersonId }
  | { readonly kind: 'agent'; readonly name: string }
  | { readonly kind: 'bot' };

export const bot: Actor = { kind: 'bot' };
export const person = (id: PersonId): Actor => ({ kind: 'person', id });
export const agent = (name: string): Actor => ({ kind: 'agent', name });
