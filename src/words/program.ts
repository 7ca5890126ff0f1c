/** How this person calls the program: a person who runs it with npx has no `whist` on the path. */
export const program = process.env['npm_command'] === 'exec' ? 'npx whist' : 'whist';
