import type { z } from 'zod';
import type { Clock } from '../ports/clock.js';
import type { Connector } from '../ports/connector.js';
import type { Messages } from '../ports/messages.js';
import type { Secrets } from './secrets.js';
import type { ToolForm } from './written/tool-form.js';

export interface ConnectorDeps {
  /** Addresses and credentials by the name of their variable. */
  readonly secrets: Secrets;
  readonly messages: Messages;
  readonly clock: Clock;
}

type Declaring<Name extends string> = z.ZodObject<{ readonly connector: z.ZodLiteral<Name> }>;

/** One way to carry calls out: all that the rest of the product has to know about it. */
export interface ToolKind<
  Name extends string = string,
  Declaration extends Declaring<Name> = Declaring<Name>,
> {
  readonly name: Name;
  /** How a charter declares such a tool, strictly. */
  readonly declaration: Declaration;
  readonly toForm: (written: z.output<Declaration>) => ToolForm;
  /** Connects nowhere before its first call. */
  readonly createConnector: (deps: ConnectorDeps) => Connector;
}
