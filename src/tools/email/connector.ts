import { createHash } from 'node:crypto';
import type { Options, SentMessageInfo } from 'nodemailer/lib/smtp-transport/index.js';
import { fillTemplate, valueAt } from '../../domain/charter/call-template.js';
import type { Json } from '../../domain/json.js';
import type { Connector, WriteCall } from '../../ports/connector.js';
import { answering, CallFault } from '../call-fault.js';
import { problemText } from '../problem-text.js';
import { redactText } from '../redaction.js';
import { addressOf, type Secrets, secretsIn } from '../secrets.js';
import { targetOf } from '../target-of.js';
import type { EmailTarget } from './declaration.js';

/** Sends one message to one person over SMTP. What was sent stays sent. */
export function createEmailConnector({ secrets }: { readonly secrets: Secrets }): Connector {
  return answering({
    read: () => Promise.resolve(null),
    write: async (call) => {
      const target = targetOf<EmailTarget>(call.tool, 'email');
      const example = 'smtps://user:password@mail.example.com';
      const url = addressOf(target.smtpUrlEnv, secrets, { schemes: ['smtp', 'smtps'], example });
      const { messageId } = await send(messageOf(call), { url, timeoutMs: call.tool.timeoutMs });
      return { outcome: 'done', result: { id: messageId } };
    },
  });
}

interface Message {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
}

function messageOf({ tool, arguments: given, key }: WriteCall): Message {
  const { from, message } = targetOf<EmailTarget>(tool, 'email');
  const filled = (template: string): Json | undefined =>
    fillTemplate(template, (name) => valueAt(given, name));
  const to = lineOf('to', filled(message.to));
  // One plain address: no list, no name, no group, no route, nothing that a header could be made of.
  if (!/^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\]+$/.test(to))
    throw new CallFault('refused', `“${to.slice(0, 80)}” is not one mail address.`);
  const body = filled(message.body);
  const id = createHash('sha256').update(key).digest('hex').slice(0, 32);
  return {
    from,
    to,
    subject: lineOf('subject', filled(message.subject)),
    text: typeof body === 'string' ? body : lineOf('body', body),
    messageId: `<${id}@${/@([^\s>]+)>?$/.exec(from)?.[1] ?? 'countersign.invalid'}>`,
  };
}

function lineOf(name: string, value: Json | undefined): string {
  if (typeof value !== 'string' || value.trim() === '')
    throw new CallFault('refused', `The mail has no ${name}.`);
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(value))
    throw new CallFault('refused', `“${name}” holds characters that cannot stand in a header.`);
  return value;
}

async function send(
  message: Message,
  { url, timeoutMs }: { readonly url: URL; readonly timeoutMs: number },
): Promise<SentMessageInfo> {
  const { createTransport } = await import('nodemailer');
  const options: Options = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || (url.protocol === 'smtps:' ? 465 : 587)),
    secure: url.protocol === 'smtps:',
    requireTLS: url.protocol === 'smtp:' && url.username !== '' && !isLocal(url.hostname),
    ...(url.username
      ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }
      : {}),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  const transport = createTransport(options);
  try {
    return await transport.sendMail({ ...message, envelope: { from: message.from, to: [message.to] } });
  } catch (fault) {
    throw faultOf(fault, url);
  } finally {
    transport.close();
  }
}

/** A password does not travel unencrypted, except inside this machine. */
const isLocal = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);

/** Faults before anything was handed over: no connection, no greeting, no TLS, no login. */
const beforeSending = /^(EDNS|EAUTH|ETLS|ENOAUTH|EOAUTH2|ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ENETUNREACH)$/;

function faultOf(fault: unknown, url: URL): unknown {
  if (typeof fault !== 'object' || fault === null) return fault;
  const {
    code = '',
    responseCode,
    message = '',
  } = fault as {
    code?: string;
    responseCode?: number;
    message?: string;
  };
  const said = redactText(problemText({ message }), secretsIn(url));
  if (responseCode !== undefined)
    return responseCode >= 500
      ? new CallFault('refused', `${url.host} said no: ${said}`)
      : new CallFault('busy', `${url.host} asks to come back later: ${said}`, askedWaitMs(message));
  const isBefore = beforeSending.test(code) || /^(connect |Connection timeout|Greeting never)/.test(message);
  if (isBefore) return new CallFault('busy', `${url.host} could not be reached (${code}).`);
  if (code === 'EENVELOPE' || code === 'EMESSAGE')
    return new CallFault('refused', `${url.host} said no: ${said}`);
  return new CallFault('unknown', `The connection to ${url.host} broke off${code && ` (${code})`}.`);
}

/** “try again in 300 seconds”, “retry in 5 minutes”: what greylisting servers write; without it, a minute. */
function askedWaitMs(message: string): number {
  const found = /\b(\d{1,5})\s*(s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:ours?)?)\b/i.exec(
    message.replace(/^\D*\d{3}[ -]/, ''),
  );
  const unitMs = { s: 1_000, m: 60_000, h: 3_600_000 }[found?.[2]?.[0]?.toLowerCase() ?? ''] ?? 0;
  return found && unitMs ? Number(found[1]) * unitMs : 60_000;
}
