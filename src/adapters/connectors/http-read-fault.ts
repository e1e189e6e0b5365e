import type { ReadFault } from '../../ports/connector.js';

export class HttpReadFault extends Error implements ReadFault {
  constructor(
    readonly kind: ReadFault['kind'],
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
