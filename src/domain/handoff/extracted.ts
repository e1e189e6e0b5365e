/**
 * What a model read out of a text is its reading, not the agent's word: whoever wrote the text chose it. So such a value
 * never lets the bot act alone, unless the charter trusts the model with that very field and the value stands in the
 * text, word for word. A person or the agent who gives the value makes it their own.
 */
import { moneyText } from '../charter/money.js';
import { isMoney } from '../charter/value-type.js';
import type { Json, JsonObject } from '../json.js';
import type { Packet } from './packet.js';
import { canonicalText } from './proposal.js';

/** Stands among the names for the summary, where a plan writes it somewhere. */
export const summaryOfModel = '$summary';

interface Known {
  readonly fields: JsonObject;
  readonly readByModel: readonly string[];
}
interface Found {
  /** What was found in the text just now. */
  readonly fields: JsonObject;
  readonly packet: Packet;
}

/** Names of the fields whose value a model chose, and of the summary when a model wrote it. */
export function namesRead(known: Known, { fields, packet }: Found): string[] {
  const found = Object.keys(fields).filter((name) => !Object.hasOwn(known.fields, name));
  const summary = packet.draftedBy === 'model' ? [summaryOfModel] : [];
  return [...new Set([...known.readByModel, ...found, ...summary])];
}

/** Whoever gives a value, even the same one, answers for it. */
export function stillRead(readByModel: readonly string[], given: JsonObject): readonly string[] {
  return readByModel.filter((name) => !Object.hasOwn(given, name));
}

/** Fields that were changed since are no longer the model's. */
export function unchangedOf(known: Known, fields: JsonObject): readonly string[] {
  return known.readByModel.filter((name) => isSame(known.fields[name], fields[name]));
}

/** A value of the proposal that a model chose: it is that of a field which the model read, or its summary. */
export function isModels(value: Json, { fields, readByModel, packet }: Known & Pick<Found, 'packet'>) {
  if (value === packet.summary && readByModel.includes(summaryOfModel)) return true;
  return readByModel.some((name) => Object.hasOwn(fields, name) && isSame(fields[name], value));
}

/** The value stands in the text, word for word. */
export function isQuoted(value: Json | undefined, text: string): boolean {
  const words = isMoney(value) ? moneyText(value) : value;
  if ((typeof words !== 'string' && typeof words !== 'number') || !`${words}`.trim()) return false;
  const escaped = `${words}`
    .trim()
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\s+/g, '\\s+');
  return new RegExp(`(?<![\\p{L}\\p{N}]|\\p{N}[.,]|[-−])${escaped}(?![\\p{L}\\p{N}]|[.,]\\p{N})`, 'u').test(
    text,
  );
}

function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return one === undefined || other === undefined
    ? one === other
    : canonicalText(one) === canonicalText(other);
}
