// A player that never bids anything but five clubs: whist login, then node bot.mjs ABC123.
import { execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const [code] = process.argv.slice(2);
const { user } = JSON.parse(execFileSync('whist', ['whoami', '--json'], { encoding: 'utf8' }));
const whist = spawn('whist', ['join', code, '--json'], { stdio: ['pipe', 'pipe', 'inherit'] });
let id = 0;

for await (const line of createInterface({ input: whist.stdout })) {
  const { result, params, error } = JSON.parse(line);
  if (error) console.error(error.message);
  // Every line brings the state: the answer to joining, the answers to its requests, and the news of the others.
  const state = result?.state ?? params?.state;
  const move = state && moveIn(state);
  if (move) send(move.method, { code, version: state.version, ...move.params });
  // The end of its input ends the pipe.
  if (state?.status === 'finished') whist.stdin.end();
}

function send(method, params) {
  // The version says which state the move was decided on. If the table has moved on since, it refuses the move.
  whist.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: ++id, method, params })}\n`);
}

function moveIn({ status, round, seats }) {
  const mine = seats.find((seat) => seat?.userId === user.id)?.seat;
  if (round?.turn !== mine) return null;
  if (status === 'bidding_trump') {
    const canBid = round.highestBid === null && round.minimumBid <= 5;
    return canBid
      ? { method: 'auction.bid', params: { amount: 5, suit: 'clubs' } }
      : { method: 'auction.pass', params: {} };
  }
  if (status === 'bidding_contract') {
    const amount = round.trump.seat === mine ? round.trump.amount : 3;
    return { method: 'contract.set', params: { amount: amount === round.forbidden ? amount + 1 : amount } };
  }
  return null;
}
