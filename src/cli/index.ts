import { languageWish } from './language-wish.ts';

// An empty variable is an absent one, for this program and for its libraries: some count an empty CI or FORCE_COLOR as given.
for (const [name, value] of Object.entries(process.env)) if (value === '') delete process.env[name];

/**
 * The program. The words are chosen when they are loaded, so the wish for a language has to be known before. A flag and
 * the variable come first, and the locale last.
 */
const wish = languageWish(process.argv.slice(2), process.env);
if (wish !== null) process.env['WHIST_LANGUAGE'] ||= wish;
// Not awaited here: parts of the bundled program share code with this one, and would wait for it.
void import('./main.ts').then(({ main }) => main());
