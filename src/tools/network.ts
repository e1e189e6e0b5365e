import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Agent, fetch as undiciFetch } from 'undici';
import { CallFault } from './call-fault.js';

type Answered = (fault: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void;
/** Asks for all addresses of a host. */
export type Lookup = (host: string, options: LookupOptions & { all: true }, answered: Answered) => void;

/** `fetch`, kept away from addresses that a tool has no business with. Follows no redirect. */
export type GuardedFetch = (
  url: URL,
  init: Parameters<typeof undiciFetch>[1],
) => ReturnType<typeof undiciFetch>;

/**
 * A tool reaches the public network, and besides that only the hosts that its declaration names. The address is
 * checked where the connection is made, so that a name which changes its address meanwhile does not get through.
 */
export async function guardedFetch(
  hosts: readonly string[],
  lookup: Lookup = systemLookup,
): Promise<GuardedFetch> {
  const { default: undici } = await import('undici');
  const [open, guarded] = await agentsFor(lookup);
  return async (url, init) => {
    const host = plainHost(url);
    const isNamed = hosts.includes(host);
    if (hosts.length > 0 && !isNamed)
      throw new CallFault('refused', `${host} is not among the hosts of this tool.`);
    if (!isNamed && isIP(host) && !isPublic(host)) throw new CallFault('refused', blocked(host));
    return undici.fetch(url, { ...init, redirect: 'manual', dispatcher: isNamed ? open : guarded });
  };
}

/** The code of a connection that was never made, because its address is not public. */
export const blockedCode = 'EBLOCKED';
export function blocked(host: string): string {
  return `${host} is inside a private network; name it in the hosts of this tool if it is meant.`;
}

/** Whether anybody on the internet can have this address; `::ffff:127.0.0.1` is 127.0.0.1. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const plain = ipaddr.process(address);
  return plain.range() === 'unicast' && plain.toString() !== azureMetadata;
}

/** Inside Azure this public address is the host itself. */
const azureMetadata = '168.63.129.16';

const plainHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

const agents = new Map<Lookup, Promise<readonly [Agent, Agent]>>();

function agentsFor(lookup: Lookup): Promise<readonly [Agent, Agent]> {
  const known = agents.get(lookup) ?? createAgents(lookup);
  agents.set(lookup, known);
  return known;
}

async function createAgents(lookup: Lookup): Promise<readonly [Agent, Agent]> {
  const { default: undici } = await import('undici');
  const resolving = (isGuarded: { readonly isGuarded: boolean }) =>
    // Pipelining 0 is a connection per call: one that idled may be gone, which would leave a call in doubt.
    new undici.Agent({ pipelining: 0, connect: { lookup: lookupFor(lookup, isGuarded) as never } });
  return [resolving({ isGuarded: false }), resolving({ isGuarded: true })];
}

function lookupFor(lookup: Lookup, { isGuarded }: { readonly isGuarded: boolean }) {
  return (
    host: string,
    options: LookupOptions,
    answered: (fault: Error | null, found?: string | LookupAddress[], family?: number) => void,
  ): void =>
    lookup(host, { ...options, all: true }, (fault, addresses) => {
      const [first] = addresses ?? [];
      if (fault || !first) return answered(fault ?? new Error(`${host} has no address.`));
      if (isGuarded && !addresses.every(({ address }) => isPublic(address)))
        return answered(Object.assign(new Error(blocked(host)), { code: blockedCode }));
      return options.all ? answered(null, addresses) : answered(null, first.address, first.family);
    });
}
