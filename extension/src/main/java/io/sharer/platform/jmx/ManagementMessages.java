package io.sharer.platform.jmx;

/** All that is said to users about MBeans. */
final class ManagementMessages {
    private ManagementMessages() {}

    static String notRegistered() {
        return "SHARER-505: MBeans of queues and pools could not be registered or unregistered. Everything else goes on."
                + " Look at the cause, or leave JMX out by sharer.observe.jmx = false.";
    }
}
