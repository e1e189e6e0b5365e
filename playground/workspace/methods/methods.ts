import type { Method } from './method.js';
import { fileMethods } from './methods-files.js';
import { historyMethods } from './methods-history.js';
import { messageMethods } from './methods-messages.js';
import { peopleMethods } from './methods-people.js';
import { viewMethods } from './methods-views.js';

/** Every method that this workspace answers; it says `unknown_method` to the rest. */
export const methods: Readonly<Record<string, Method>> = {
  ...peopleMethods,
  ...messageMethods,
  ...historyMethods,
  ...viewMethods,
  ...fileMethods,
};
