/** In the place of what time-stamping needs, in the bundles of a deployment whose configuration names no authority. */
throw new Error('This was deployed without an authority for time-stamps under signing:. Deploy again.');
