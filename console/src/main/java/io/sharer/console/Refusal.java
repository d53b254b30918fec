package io.sharer.console;

/**
 * Why a request is not answered as it asks to be.
 *
 * @param status of HTTP
 * @param message for the person at the page
 */
record Refusal(int status, String message) {}
