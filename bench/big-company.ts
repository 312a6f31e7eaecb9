/** The configuration of a company that has Google Workspace and nothing else, which is asked at `url`. */
export function bigCompany(url: string, credentials: string): string {
  return `version: 1
organization: Fathom Ferries
timezone: UTC
schedule: "01:00"
connections:
  - id: google
    provider: google-workspace
    credentials: ${credentials}
    endpoint: ${url}
    subject: admin@big.example
`;
}
