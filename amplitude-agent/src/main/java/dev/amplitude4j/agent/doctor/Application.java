// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.doctor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The class files of an application: of a jar, a fat jar, a war, or a directory with any of these and plain class files
 * in it. Archives within archives are opened; nothing is unpacked or run. Used by one thread.
 */
final class Application {

    private static final int MAX_DEPTH = 4;
    private static final int MAX_CLASS_BYTES = 8 << 20;
    private static final int MAX_ARCHIVE_BYTES = 512 << 20;

    /** One class file. */
    static final class ClassFile {
        final String internalName;

        /** The archive or directory that it is in. */
        final String where;

        final byte[] bytes;

        private ClassFile(String internalName, String where, byte[] bytes) {
            this.internalName = internalName;
            this.where = where;
            this.bytes = bytes;
        }
    }

    /** By internal name; of a class that is there more than once, the first. */
    private final Map<String, ClassFile> classes = new TreeMap<>();

    private final Map<String, ClassModel> models = new HashMap<>();
    private final List<String> complaints = new ArrayList<>();

    private Application() {}

    /** Reads what is there; throws if nothing is. */
    static Application read(File file) throws IOException {
        Application application = new Application();
        if (file.isDirectory()) {
            application.addDirectory(file, file);
        } else if (file.isFile()) {
            application.addArchive(file);
        } else {
            throw new IOException("there is no such file or directory");
        }
        if (application.classes.isEmpty()) {
            throw new IOException("there is no class file in it");
        }
        return application;
    }

    /** All class files, by name. */
    Collection<ClassFile> classes() {
        return classes.values();
    }

    /** The bytes of a class, or null. */
    byte[] bytes(String internalName) {
        ClassFile file = classes.get(internalName);
        return file == null ? null : file.bytes;
    }

    /** What could not be read, in words. */
    List<String> complaints() {
        return complaints;
    }

    /** Whether the application itself has that class. */
    boolean has(String internalName) {
        return classes.containsKey(internalName);
    }

    /** The class of that name in the application or the JDK; null if neither has it. */
    ClassModel model(String internalName) {
        if (!models.containsKey(internalName)) {
            ClassFile file = classes.get(internalName);
            byte[] bytes = file != null ? file.bytes : ofJdk(internalName);
            models.put(internalName, bytes == null ? null : ClassModel.readOrNull(bytes));
        }
        return models.get(internalName);
    }

    private static byte[] ofJdk(String internalName) {
        if (!internalName.startsWith("java/") && !internalName.startsWith("javax/")) {
            return null;
        }
        try (InputStream in = ClassLoader.getSystemResourceAsStream(internalName + ".class")) {
            return in == null ? null : bytes(in, MAX_CLASS_BYTES);
        } catch (IOException e) {
            return null;
        }
    }

    private void addDirectory(File root, File directory) {
        File[] files = directory.listFiles();
        if (files == null) {
            complaints.add(directory.getPath() + ": it cannot be listed");
            return;
        }
        Arrays.sort(files);
        for (File file : files) {
            if (file.isDirectory()) {
                addDirectory(root, file);
            } else if (isArchive(file.getName())) {
                addArchive(file);
            } else if (file.getName().endsWith(".class")) {
                addFile(root, file);
            }
        }
    }

    private void addFile(File root, File file) {
        try (InputStream in = new FileInputStream(file)) {
            add(root.getPath(), bytes(in, MAX_CLASS_BYTES));
        } catch (IOException e) {
            complaints.add(file.getPath() + ": " + e.getMessage());
        }
    }

    private void addArchive(File file) {
        try (InputStream in = new FileInputStream(file)) {
            addArchive(file.getName(), in, 1);
        } catch (IOException | IllegalArgumentException e) { // of names that are no text
            complaints.add(file.getPath() + ": " + e.getMessage());
        }
    }

    private void addArchive(String name, InputStream in, int depth) throws IOException {
        ZipInputStream zip = new ZipInputStream(in);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String path = entry.getName();
            if (path.endsWith(".class") && !path.startsWith("META-INF/versions/")) {
                add(name, bytes(zip, MAX_CLASS_BYTES));
            } else if (isArchive(path) && depth < MAX_DEPTH) {
                byte[] nested = bytes(zip, MAX_ARCHIVE_BYTES);
                addArchive(name + '!' + path, new ByteArrayInputStream(nested), depth + 1);
            }
        }
    }

    private static boolean isArchive(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        return name.endsWith(".jar") || name.endsWith(".war") || name.endsWith(".ear");
    }

    private void add(String where, byte[] bytes) {
        String name = ClassModel.nameOrNull(bytes);
        if (name == null) {
            complaints.add(where + ": a file that ends in .class is no class file");
        } else if (!name.equals("module-info") && !classes.containsKey(name)) {
            classes.put(name, new ClassFile(name, where, bytes));
        }
    }

    private static byte[] bytes(InputStream in, int most) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[16_384];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            bytes.write(buffer, 0, n);
            if (bytes.size() > most) {
                throw new IOException("an entry of it is larger than " + most + " bytes");
            }
        }
        return bytes.toByteArray();
    }
}
