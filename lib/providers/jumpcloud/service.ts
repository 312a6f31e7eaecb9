import { declaredService } from '../../declared/service.ts';
import type { Service } from '../../judging/service.ts';
import { mfaEnforced } from './controls/mfa-enforced.ts';
import { jumpcloud } from './declaration.ts';

const declared = declaredService(jumpcloud);

export const service: Service = { ...declared, controls: [mfaEnforced, ...declared.controls] };
