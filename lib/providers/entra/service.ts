import { declaredService } from '../../declared/service.ts';
import type { Service } from '../../judging/service.ts';
import { mfaEnforced } from './controls/mfa-enforced.ts';
import { entra } from './declaration.ts';

const declared = declaredService(entra);

export const service: Service = { ...declared, controls: [mfaEnforced, ...declared.controls] };
