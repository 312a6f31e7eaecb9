export const exits = `
Exit status: 0 all is as it should be; 1 collected, and a control fails or is unknown, or something changed;
2 nothing could be collected or the configuration is faulty.`;

export const packageHelp = `
The locker is verified on the way. One with problems is packaged as well, and the package says so on its first page.

Exit status: 0 made, and the evidence is as it was sealed; 1 made, and something is wrong with the evidence or a night
that was due is missing; 2 nothing was made.`;

export const reviewHelp = `
Go through the sheets, decide, have it carried out, and record that it was done:
  exhibit attest access.reviewed --by you@company.example --note "Reviewed all services" --file access-review/*
The sheets lie in the locker from then on, and access.reviewed passes for a year.

Exit status: 0 everything that services tell is on the sheets; 1 something is not known, and the sheets say what;
2 nothing could be prepared, because there is no sealed evidence or it does not hold.`;

export const exportHelp = `
Run it as an owner or administrator who is signed in to op. The file holds names, addresses and permissions of people,
and of no item anything but, with --with-titles, its title and web addresses. It is written whole or not at all.

Exit status: 0 written; 2 op is missing, not signed in, refused, or answered something odd.`;

export const afterHelp = `
Begin with:
  exhibit demo      see thirty nights of a made-up company, in under a minute
  exhibit init      write exhibit.yaml and see what to grant
  exhibit doctor    check what the providers answer, before the first night
  exhibit run       the first night

And then, for example:
  exhibit drift --from 2026-11-10
  exhibit attest passwords.unique --by ana@company.example --note "No reused passwords" --file report.png
  exhibit package --from 2026-01-01 --to 2026-06-30
  exhibit verify exhibit-2026-01-01-to-2026-06-30.zip --key exhibit.pem
  exhibit sample --control people.leavers-have-no-access --size 25 --seed 4711
${exits}`;
