import type { Claim } from '../../protocol/index.ts';
import { titleOf } from '../render/board.ts';
import { withClient, type Client } from '../session/connect.ts';
import { exitCodes, Failure } from '../exit.ts';
import type { Run } from '../main.ts';
import { note, write, writeJson } from '../output.ts';
import { table } from '../render/table.ts';

type Call = Client['call'];

/** What can be done with claims, and what each needs after its name. */
export const actions = {
  list: '',
  guest: 'GAME NAME',
  account: 'USER',
  approve: 'CLAIM',
  drop: 'CLAIM',
} as const;
type Action = keyof typeof actions;

/** `whist claim …`: the games that somebody played as a guest, or under a second account, become those of their account. */
export const claimCommand: Run = async ({ config, json }, given = 'list', ...args) => {
  const action = actionOf(given, args);
  const [first = '', second = ''] = args;
  await withClient(config, async ({ call }) => {
    switch (action) {
      case 'list':
        return tellAll(await call('claim.list', {}), json);
      case 'guest':
        return tellAsked(await call('claim.guest', { id: first, displayName: second }), json);
      case 'account':
        return tellAsked(await call('claim.account', { username: first }), json);
      case 'approve':
        return approve(call, first, json);
      case 'drop': {
        const { asked, toDecide } = await call('claim.list', {});
        const { claimId } = claimMeant([...asked, ...toDecide], first);
        await call('claim.drop', { claimId });
        if (json) writeJson({});
        else note('The claim is dropped; nothing has changed hands.');
        return;
      }
      default: {
        const never: never = action;
        return never;
      }
    }
  });
  return exitCodes.ok;
};

/** Tells somebody who has something to decide that it waits for them. */
export async function noteClaims(call: Call): Promise<void> {
  for (const claim of (await call('claim.list', {})).toDecide)
    note(`${claimWords(claim)}: see \`whist claim\`.`);
}

function actionOf(given: string, args: readonly string[]): Action {
  if (!Object.hasOwn(actions, given)) {
    const names = Object.keys(actions).join(', ');
    throw new Failure(exitCodes.usage, 'usage', `\`whist claim ${given}\` is none of ${names}.`);
  }
  const action = given as Action;
  const needed = actions[action];
  if (args.length !== needed.split(' ').filter(Boolean).length)
    throw new Failure(exitCodes.usage, 'usage', `Usage: whist claim ${action} ${needed}`.trimEnd());
  return action;
}

async function approve(call: Call, text: string, json: boolean): Promise<void> {
  const { toDecide } = await call('claim.list', {});
  const { claimId, claimant, claimed } = claimMeant(toDecide, text);
  const { games } = await call('claim.approve', { claimId });
  if (json) return writeJson({ games });
  const count = games === 1 ? '1 game' : `${games} games`;
  note(`${count} of ${claimed.displayName} went over to ${claimant.username}.`);
}

/** The claim that a person means: by its id, or by the user name of who asks. */
function claimMeant(claims: readonly Claim[], text: string): Claim {
  const meant = text.toLowerCase();
  const found = claims.filter(
    ({ claimId, claimant }) => claimId === meant || claimant.username.toLowerCase() === meant,
  );
  const [claim] = found;
  if (!claim) {
    throw new Failure(
      exitCodes.badInput,
      'claim_not_found',
      `There is no claim of ${text} for you to decide about; see \`whist claim\`.`,
    );
  }
  if (new Set(found.map(({ claimId }) => claimId)).size > 1) {
    const ids = found.map(({ claimId }) => claimId).join(', ');
    throw new Failure(
      exitCodes.badInput,
      'claim_ambiguous',
      `${text} asks for several; name one by its id: ${ids}.`,
    );
  }
  return claim;
}

/** `noa asks for the games of your guest Noa` */
function claimWords({ claimant, claimed, guest }: Claim): string {
  return guest
    ? `${titleOf({ ...claimant, guest: false })} asks for the games of your guest ${claimed.displayName}`
    : `${titleOf({ ...claimant, guest: false })} asks for everything of this account, which is then closed`;
}

function tellAsked(claim: Claim, json: boolean): void {
  if (json) return writeJson(claim);
  const { claimed, decider, claimant, guest } = claim;
  const whose = guest ? `the guest ${claimed.displayName}` : claimed.username;
  note(
    decider.id === claimant.id
      ? `You wrote ${whose} down yourself: \`whist claim approve ${claimant.username}\` takes the games over.`
      : `You have asked for the games of ${whose}; ${titleOf({ ...decider, guest: false })} has to agree: \`whist claim approve ${claimant.username}\`.`,
  );
}

function tellAll(
  list: { readonly asked: readonly Claim[]; readonly toDecide: readonly Claim[] },
  json: boolean,
): void {
  if (json) return writeJson(list);
  const { asked, toDecide } = list;
  if (asked.length + toDecide.length === 0)
    return write(
      'No claim is open. `whist claim guest GAME NAME` asks for the games you played as a guest, ' +
        '`whist claim account USER` for those of another account of yours.',
    );
  if (toDecide.length > 0) {
    write('For you to decide, with `whist claim approve CLAIM` or `whist claim drop CLAIM`:');
    write(table(toDecide.map((claim) => [claim.claimId, `${claimWords(claim)}.`])));
  }
  if (asked.length > 0) {
    write('You have asked for:');
    write(
      table(
        asked.map(({ claimId, claimed, guest, decider }) => [
          claimId,
          `${titleOf({ ...claimed, guest })}, and wait for ${titleOf({ ...decider, guest: false })}.`,
        ]),
      ),
    );
  }
}
