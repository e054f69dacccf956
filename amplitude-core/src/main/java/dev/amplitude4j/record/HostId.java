// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The stable, anonymous id of this process's host: a digest that tells hosts and users apart and reveals neither. Worked out
 * once, when the first record without an id comes, on the thread that logs; reads two small files and asks no name service.
 */
final class HostId {

    private static final int MAX_FACT_LENGTH = 512;

    private HostId() {}

    /** 32 hexadecimal characters, the same after a restart; random where the host tells nothing about itself. */
    static String get() {
        return Holder.ID;
    }

    /** The id made of a machine's facts; a random one if both name and machine id are blank. */
    static String of(String hostName, String machineId, String user) {
        if (hostName.isEmpty() && machineId.isEmpty()) {
            return UUID.randomUUID().toString();
        }
        try {
            String facts = "amplitude4j\n" + hostName + '\n' + machineId + '\n' + user;
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return PrivacyFilter.hex(digest.digest(facts.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            return UUID.randomUUID().toString();
        }
    }

    private static String hostName() {
        String unix = environment("HOSTNAME");
        String windows = unix.isEmpty() ? environment("COMPUTERNAME") : unix;
        return windows.isEmpty() ? fileText("/etc/hostname") : windows;
    }

    private static String environment(String name) {
        try {
            String value = System.getenv(name);
            return value == null ? "" : value.trim();
        } catch (SecurityException hidden) {
            return "";
        }
    }

    private static String userName() {
        try {
            return System.getProperty("user.name", "");
        } catch (SecurityException hidden) {
            return "";
        }
    }

    private static String fileText(String path) {
        try {
            if (Files.size(Paths.get(path)) > MAX_FACT_LENGTH) {
                return "";
            }
            return new String(Files.readAllBytes(Paths.get(path)), StandardCharsets.UTF_8).trim();
        } catch (IOException | RuntimeException absent) {
            return "";
        }
    }

    private static final class Holder {
        static final String ID = of(hostName(), fileText("/etc/machine-id"), userName());
    }
}
