import { once } from 'node:events';
import { BlockList, connect, isIP, isIPv6, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import { certificateFault, whyUnreachable, type Unreachable } from './unreachable.ts';

/** The answers of a person about one server. */
interface Agreement {
  /** The SHA-256 of a certificate that is trusted although no authority vouches for it; null for none. */
  readonly fingerprint: string | null;
  /** Whether the line may be read on its way. */
  readonly isPlaintextFine: boolean;
}

/** How it is found out whether a line may be used. */
export interface Trust {
  /** The only authorities that count, in PEM; null for those of this machine. */
  readonly ca: string | null;
  /** Asked for each new line, so that an answer in another terminal counts at once. */
  readonly agreed: () => Promise<Agreement>;
}

/** Nobody can be asked: only a certificate that an authority vouches for is accepted, and no plain text to strangers. */
export const nothingAgreed: Trust = {
  ca: null,
  agreed: () => Promise.resolve({ fingerprint: null, isPlaintextFine: false }),
};

/** An open line to the server of a URL, on which nothing has been sent yet, or the reason why there is none. */
export async function dial(
  url: string,
  trust: Trust,
  late: AbortSignal,
): Promise<Socket | { readonly unreachable: Unreachable }> {
  const socket =
    new URL(url).protocol === 'wss:' ? connectTls(tlsOptions(url, trust)) : connect(placeOf(url));
  const isTls = socket instanceof TLSSocket;
  try {
    await once(socket, isTls ? 'secureConnect' : 'connect', { signal: late });
  } catch (error) {
    socket.destroy();
    return {
      unreachable: late.aborted ? { why: 'timeout', detail: '' } : await whyUnreachable(error as Error, url),
    };
  } finally {
    // An error without a listener ends the process.
    socket.on('error', () => undefined);
  }
  const fault = isTls ? await faultOfCertificate(socket, trust) : await faultOfAddress(socket, trust);
  if (!fault) return socket;
  socket.destroy();
  return { unreachable: fault };
}

function placeOf(url: string) {
  const { protocol, hostname, port } = new URL(url);
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(port || (protocol === 'wss:' ? 443 : 80)),
  };
}

function tlsOptions(url: string, { ca }: Trust) {
  const { host, port } = placeOf(url);
  // Only the name of a machine may be asked for, not its address.
  const servername = isIP(host) === 0 ? host : '';
  // The certificate is judged when the line is open, because the person may know it.
  return { host, port, servername, rejectUnauthorized: false, ...(ca !== null && { ca }) };
}

/** Why the certificate of a server cannot be trusted; null if it can. */
async function faultOfCertificate(socket: TLSSocket, { ca, agreed }: Trust): Promise<Unreachable | null> {
  if (socket.authorized) return null;
  const why = certificateFault(socket.authorizationError);
  const fingerprint = socket.getPeerX509Certificate()?.fingerprint256;
  if (ca !== null || fingerprint === undefined) return why;
  const known = (await agreed()).fingerprint;
  if (known === fingerprint) return null;
  if (known !== null) return { why: 'certificateChanged', detail: fingerprint };
  return { why: 'certificateUnknown', detail: fingerprint, because: why.why };
}

async function faultOfAddress(
  { remoteAddress = '' }: Socket,
  { agreed }: Trust,
): Promise<Unreachable | null> {
  if (isPrivate(remoteAddress) || (await agreed()).isPlaintextFine) return null;
  return { why: 'plaintext', detail: remoteAddress };
}

const own = new BlockList();
for (const [network, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
] as const)
  own.addSubnet(network, bits, 'ipv4');
own.addAddress('::1', 'ipv6');
for (const [network, bits] of [
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  own.addSubnet(network, bits, 'ipv6');

/** Whether an address is of this machine or of a network of its own: other networks do not carry its packets. */
export function isPrivate(address: string): boolean {
  const [plain = ''] = address.split('%');
  return isIP(plain) !== 0 && own.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
}
