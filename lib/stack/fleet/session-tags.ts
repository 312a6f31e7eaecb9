/** A variable of IAM's: what a tag of the session says that asks. Without that tag a statement that names it fits nothing. */
const ofSession = (tag: string): string => `\${aws:PrincipalTag/${tag}}`;

/** The organization that a session is for. */
export const organizationOfSession = ofSession('organization');
/** The connection that a collecting function's session is for. */
export const connectionOfSession = ofSession('connection');
