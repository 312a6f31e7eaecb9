/** The control that speaks of every service that is found in use; what is new to it is told as `service.found`. */
export const registeredId = 'services.registered';
