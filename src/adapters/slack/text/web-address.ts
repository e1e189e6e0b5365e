import { domainToUnicode } from 'node:url';

/** Where a link really leads. */
export interface WebAddress {
  readonly href: string;
  /** With its port, in the ASCII form that no look-alike letter survives: `xn--pypal-4ve.com`. */
  readonly host: string;
  /** The host in its own letters, to be searched for mixed ones. */
  readonly letters: string;
  /** Whether it may become a link: a user's name before the host poses as the host. */
  readonly isSafe: boolean;
}

/** Null when it is no address at all. `URL` turns every host into ASCII. */
export function webAddress(text: string): WebAddress | null {
  if (!URL.canParse(text)) return null;
  const { protocol, username, password, host, hostname, href, pathname } = new URL(text);
  if (protocol === 'mailto:') return { href, host: decodeURI(pathname), letters: '', isSafe: true };
  const isWeb = protocol === 'https:' || protocol === 'http:';
  return {
    href,
    host,
    letters: domainToUnicode(hostname),
    isSafe: isWeb && host !== '' && username === '' && password === '',
  };
}
