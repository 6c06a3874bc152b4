/** What each call to Azure Resource Manager passes on its way: condition, repetition, sign-in, refusals in words, and the time that it may take. */
package io.twinlake.clients.azure.call;
