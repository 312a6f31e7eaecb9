/** For every command that has nothing of its own to say of it. */
export const exits = `
Exit status: 0 done, and nothing to object to; 1 done, and something is wrong in
what was looked at (a control fails or is unknown, drift, a broken seal);
2 could not be done (bad configuration, nothing collected, not a locker).`;

export const packageHelp = `
The locker is verified first. A locker with problems is packaged as well, and
the first page of the package says so.

Exit status: 0 made, and the evidence is as it was sealed; 1 made, and something
is wrong with the evidence or a night that was due is missing; 2 nothing was
made.`;

export const reviewHelp = `
Decide about every row of the sheets (keep, remove or change), say who decided
(an address), and record the review:
  exhibit review --record access-review
The sheets lie in the locker from then on. access.reviewed passes for a year,
and access.review-followed-through says whether the decisions are carried out.

Exit status: 0 everything that services tell is on the sheets; 1 something is
not known, and the sheets say what; 2 nothing could be prepared or recorded:
there is no sealed evidence, it is not valid, or the sheets have mistakes.`;

export const completionHelp = `
For this shell:
  source <(exhibit completion bash)
For every bash:
  exhibit completion bash >> ~/.bashrc
For every zsh, whose ~/.zshrc says, before anything of compinit:
fpath=(~/.zfunc $fpath); autoload -Uz compinit; compinit
  mkdir -p ~/.zfunc
  exhibit completion zsh > ~/.zfunc/_exhibit
For every fish:
  mkdir -p ~/.config/fish/completions
  exhibit completion fish \\
    > ~/.config/fish/completions/exhibit.fish
Print it again after an update: it knows the commands and controls of its
version.`;

export const exportHelp = `
Run it as an owner or administrator who is signed in to op. The file holds
names, addresses and permissions of people, and nothing about items; with
--with-titles, also their titles and web addresses. It is written completely or
not at all.

Exit status: 0 written; 2 op is missing, not signed in, refused, or its answer
cannot be used.`;

export const fleetHelp = `
fleet.yaml names the organizations. Each has its own exhibit.yaml, the same as
without a fleet: \`exhibit init --config acme/exhibit.yaml\`. For
example:
  version: 1
  name: Larch Accountants
  organizations:
    - { id: acme, configuration: acme/exhibit.yaml }
    - { id: birch, configuration: birch/exhibit.yaml }
  locker: ./fleet-evidence
docs/fleet.md of the project describes all of it.`;

export const afterHelp = `
Begin with:
  exhibit demo      thirty nights of a made-up company
  exhibit init      write exhibit.yaml and see what to grant
  exhibit doctor    see what the providers answer
  exhibit run       collect the first night

And then, for example:
  exhibit status google-workspace.mfa-enforced
  exhibit open
  exhibit package --from 2026-01-01 --to 2026-06-30
${exits}`;
